using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>Which collections are looked into.</summary>
public sealed class CollectionRuleTests
{
    internal sealed record Samples([Range(1, 2)] int Kind, List<float> Values, double[] More, IReadOnlyList<int?> Maybe);

    internal sealed record Entry([MaxLength(3)] string Name);

    internal sealed record Register(Book Entries);

    /// <summary>One that has only the generic interface.</summary>
    internal sealed class Book : IDictionary<string, Entry>
    {
        private readonly Dictionary<string, Entry> entries = [];

        public ICollection<string> Keys => entries.Keys;

        public ICollection<Entry> Values => entries.Values;

        public int Count => entries.Count;

        public bool IsReadOnly => false;

        public Entry this[string key]
        {
            get => entries[key];
            set => entries[key] = value;
        }

        public void Add(string key, Entry value) => entries.Add(key, value);

        public void Add(KeyValuePair<string, Entry> item) => entries.Add(item.Key, item.Value);

        public void Clear() => entries.Clear();

        public bool Contains(KeyValuePair<string, Entry> item) => entries.Contains(item);

        public bool ContainsKey(string key) => entries.ContainsKey(key);

        public void CopyTo(KeyValuePair<string, Entry>[] array, int arrayIndex) => throw new NotSupportedException();

        public IEnumerator<KeyValuePair<string, Entry>> GetEnumerator() => entries.GetEnumerator();

        public bool Remove(string key) => entries.Remove(key);

        public bool Remove(KeyValuePair<string, Entry> item) => entries.Remove(item.Key);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out Entry value) => entries.TryGetValue(key, out value);

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }

    [Fact]
    public void ListsOfNumbers_AreNotLookedInto()
    {
        var samples = new Samples(1, [.. Enumerable.Repeat(0.5f, 100_000)], new double[100_000], [.. Enumerable.Repeat<int?>(1, 100_000)]);
        Assert.Null(PayloadValidator.Validate(samples, typeof(Samples), Reading.Options));

        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(PayloadValidator.Validate(samples, typeof(Samples), Reading.Options));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.Equal("$.kind: must be between 1 and 2; it is 3.", Reading.Problem<Samples>("""{"kind":3,"values":[1],"more":[],"maybe":[null]}"""));
        Assert.False(ValidationPlans.Of(Reading.Options).HasRules(typeof(List<List<double>>)));
    }

    [Fact]
    public void DictionariesOfTheUsersOwn_AreLookedInto()
    {
        Assert.Equal("$.entries.x.name: must have at most 3 characters; it has 4 characters.", Reading.Problem<Register>("""{"entries":{"x":{"name":"long"}}}"""));
        Assert.Equal("a", Reading.Read<Register>("""{"entries":{"x":{"name":"a"}}}""").Entries["x"].Name);
    }
}
