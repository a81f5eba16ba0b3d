using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runnel.Tools.Tests.Corpus;

#pragma warning disable CA1822 // Methods of a set are called on it.

/// <summary>Methods of every kind of signature, each a tool of ours and, by reflection, one of AIFunctionFactory's.</summary>
[Tools]
public sealed partial class Signatures
{
    // One parameter of each kind.
    [Tool] public bool Bool(bool value) => !value;
    [Tool] public byte Byte(byte value) => value;
    [Tool] public short Short(short value) => value;
    [Tool] public int Int(int value) => value + 1;
    [Tool] public uint UInt(uint value) => value;
    [Tool] public long Long(long value) => value;
    [Tool] public ulong ULong(ulong value) => value;
    [Tool] public float Float(float value) => value;
    [Tool] public double Double(double value) => value / 2;
    [Tool] public decimal Decimal(decimal value) => value;
    [Tool] public char Char(char value) => value;
    [Tool] public string String(string value) => value + "!";
    [Tool] public Guid Guid(Guid value) => value;
    [Tool] public Uri Uri(Uri value) => value;
    [Tool] public DateTime DateTime(DateTime value) => value;
    [Tool] public DateTimeOffset DateTimeOffset(DateTimeOffset value) => value;
    [Tool] public DateOnly DateOnly(DateOnly value) => value;
    [Tool] public TimeOnly TimeOnly(TimeOnly value) => value;
    [Tool] public TimeSpan TimeSpan(TimeSpan value) => value;
    [Tool] public byte[] Bytes(byte[] value) => value;
    [Tool] public JsonElement Element(JsonElement value) => value;
    [Tool] public JsonNode Node(JsonNode value) => value;
    [Tool] public Color Enumeration(Color value) => value;
    [Tool] public Days Flags(Days value) => value;

    // Null and defaults.
    [Tool] public string? NullableString(string? value) => value;
    [Tool] public int? NullableInt(int? value) => value;
    [Tool] public Color? NullableEnumeration(Color? value) => value;
    [Tool] public int DefaultInt(int value = 5) => value;
    [Tool] public string DefaultString(string value = "none") => value;
    [Tool] public string? DefaultNull(string? value = null) => value;
    [Tool] public int? DefaultNullInt(int? value = null) => value;
    [Tool] public bool DefaultBool(bool value = true) => value;
    [Tool] public double DefaultDouble(double value = 0.5) => value;
    [Tool] public decimal DefaultDecimal(decimal value = 1.5m) => value;
    [Tool] public Color DefaultEnumeration(Color value = Color.Green) => value;
    [Tool] public Guid DefaultStruct(Guid value = default) => value;

    // Several.
    [Tool] public string Two(string first, int second) => first + second;
    [Tool] public string Mixed(string first, int second = 2, bool third = false, string? fourth = null) => $"{first}{second}{third}{fourth}";
    [Tool] public int WithToken(int value, CancellationToken cancellationToken) => value;
    [Tool] public int OnlyToken(CancellationToken cancellationToken) => 1;
    [Tool] public int Nothing() => 42;

    // Collections and objects, beside another parameter, so that both take them by name.
    [Tool] public int List(List<int> values, int start = 0) => start + values.Sum();
    [Tool] public int Array(int[] values) => values.Length;
    [Tool] public int Enumerable(IEnumerable<string> values) => values.Count();
    [Tool] public int ReadOnlyList(IReadOnlyList<Point> values) => values.Count;
    [Tool] public int Dictionary(Dictionary<string, int> values) => values.Values.Sum();
    [Tool] public Point Record(Point value, int more = 0) => value with { X = value.X + more };
    [Tool] public string Nested(Place place, bool upper = false) => upper ? place.Name.ToUpperInvariant() : place.Name;
    [Tool] public bool MutableClass(Mutable value, bool not = false) => value.IsOn ^ not;
    [Tool] public string Recursive(Tree tree, string prefix = "") => prefix + tree.Name;
    [Tool] public string Union(Shape shape, string prefix = "") => prefix + shape.GetType().Name;
    [Tool] public Money Struct(Money money, int times = 1) => money with { Amount = money.Amount * times };

    // Described and limited.
    [Tool, Description("What it does")] public int Described([Description("What it is")] int value) => value;
    [Tool] public int Ranged([Range(1, 10)] int value) => value;
    [Tool] public string Length([StringLength(5, MinimumLength = 2)] string value) => value;
    [Tool] public int MinMax([MinLength(1), MaxLength(3)] int[] values) => values.Length;
    [Tool] public string Pattern([RegularExpression("[a-z]+")] string value) => value;
    [Tool] public string Allowed([AllowedValues("a", "b")] string value) => value;

    // Every form of return.
    [Tool] public void Void(int value) => _ = value;
    [Tool] public Task TaskOnlyAsync(int value) => Task.CompletedTask;
    [Tool] public ValueTask ValueTaskOnlyAsync(int value) => ValueTask.CompletedTask;
    [Tool] public Task<int> TaskOfIntAsync(int value) => Task.FromResult(value);
    [Tool] public ValueTask<string> ValueTaskOfStringAsync(int value) => ValueTask.FromResult($"{value}");
    [Tool] public Task<Place?> TaskOfNullAsync(int value) => Task.FromResult<Place?>(null);
    [Tool] public static int Static(int value) => value;

    // Bound otherwise: see the list of differences.
    [Tool] public Point Whole(Point value) => value;
    [Tool] public int Lonely(Mutable value) => value.Count;
}
