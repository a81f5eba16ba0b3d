using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>
/// Says why JSON could not be bound. System.Text.Json tells of the first problem, and of that what .NET thinks of it; whoever sent the JSON, perhaps a model,
/// needs to know what to send instead, and all of it at once. So the JSON is walked once more along the contracts.
/// </summary>
internal sealed class BindingProblems
{
    private const int MaxProblems = 10;
    private const int MaxDescribed = 5;

    private readonly ProblemList problems = new(MaxProblems);
    private readonly JsonSerializerOptions options;
    private readonly JsonPlace place = new();

    private BindingProblems(JsonSerializerOptions options) => this.options = options;

    /// <param name="json">What was sent.</param>
    /// <param name="type">What it was to be.</param>
    /// <param name="exception">What System.Text.Json said, for what cannot be told from the contracts.</param>
    public static IReadOnlyList<PayloadProblem> Of(ReadOnlySpan<byte> json, JsonTypeInfo type, JsonException? exception)
    {
        var maxDepth = Contracts.MaxDepthOf(type.Options);
        if (JsonForm.ProblemOf(json, maxDepth) is { } malformed)
        {
            return [malformed];
        }

        var found = new BindingProblems(type.Options);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maxDepth });
        found.Visit(JsonElement.ParseValue(ref reader), type);
        return found.problems.Count > 0 || exception is null
            ? found.problems.All
            : [new PayloadProblem(exception.Path ?? "$", JsonForm.Message(exception))];
    }

    private void Visit(JsonElement json, JsonTypeInfo type)
    {
        if (problems.IsFull)
        {
            return;
        }

        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                VisitObject(json, type);
                break;
            case JsonTypeInfoKind.Enumerable:
                VisitItems(json, type);
                break;
            case JsonTypeInfoKind.Dictionary:
                VisitEntries(json, type);
                break;
            default:
                VisitValue(json, type);
                break;
        }
    }

    private void VisitObject(JsonElement json, JsonTypeInfo type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Expect("an object", json);
            return;
        }

        if (UnionMember.Of(json, type, problems, place) is not { } member)
        {
            return;
        }

        var properties = new MemberNames(member);
        var missing = member.Properties.Where(property => OptionalNulls.IsRequired(property) && !properties.IsPresent(json, property)).ToList();
        if (missing.Count > 0)
        {
            var named = missing.Select(property => missing.Count <= MaxDescribed ? $"'{property.Name}' ({Expected(property)})" : $"'{property.Name}'");
            problems.Add(place.ToString(), $"required members are missing: {string.Join(", ", named)}.");
        }

        foreach (var sent in json.EnumerateObject())
        {
            place.Push(sent.Name);
            if (properties.Find(sent.Name) is { } property)
            {
                VisitMember(sent.Value, property);
            }
            else if (!properties.IsIgnored(sent.Name) && (member.UnmappedMemberHandling ?? options.UnmappedMemberHandling) is JsonUnmappedMemberHandling.Disallow)
            {
                problems.Add(place.ToString(), $"there is no such member; allowed are {string.Join(", ", member.Properties.Select(allowed => $"'{allowed.Name}'"))}.");
            }

            place.Pop();
        }
    }

    private void VisitMember(JsonElement json, JsonPropertyInfo property)
    {
        var isBound = property.Set is not null || property.AssociatedParameter is not null;
        if (!isBound || property.IsExtensionData)
        {
            return;
        }

        if (json.ValueKind == JsonValueKind.Null)
        {
            if (!OptionalNulls.AllowsNull(property))
            {
                problems.Add(place.ToString(), $"null is not allowed; expected {Expected(property)}.");
            }
        }
        else if (property.CustomConverter is null && Contracts.Find(property.PropertyType, options) is { } type)
        {
            Visit(json, type);
        }
    }

    private void VisitItems(JsonElement json, JsonTypeInfo type)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            Expect("an array", json);
            return;
        }

        var index = 0;
        foreach (var item in json.EnumerateArray())
        {
            place.Push(index++);
            VisitElement(item, type);
            place.Pop();
        }
    }

    private void VisitEntries(JsonElement json, JsonTypeInfo type)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            Expect("an object", json);
            return;
        }

        foreach (var entry in json.EnumerateObject())
        {
            place.Push(entry.Name);
            if (type.KeyType is { } key && !DictionaryKeys.IsKey(entry.Name, key, options))
            {
                problems.Add(place.ToString(), $"the key is not {ExpectedText.Of(key, options)}.");
            }

            VisitElement(entry.Value, type);
            place.Pop();
        }
    }

    private void VisitElement(JsonElement json, JsonTypeInfo collection)
    {
        var type = collection.ElementType!;
        if (json.ValueKind == JsonValueKind.Null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null))
        {
            return;
        }

        if (Contracts.Find(type, options) is { } info)
        {
            Visit(json, info);
        }
    }

    // A value without parts is tried: only its converter knows what it reads.
    private void VisitValue(JsonElement json, JsonTypeInfo type)
    {
        try
        {
            _ = json.Deserialize(type);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException or OverflowException)
        {
            Expect(ExpectedText.Of(type.Type, options), json);
        }
    }

    private void Expect(string expected, JsonElement json) => problems.Add(place.ToString(), $"expected {expected}, got {ValueText.Of(json)}.");

    private string Expected(JsonPropertyInfo property)
    {
        // A converter of the member's own reads what it likes, but an enum's mostly reads its names.
        var expected = property.CustomConverter is null || EnumValues.EnumOf(property.PropertyType) is not null
            ? ExpectedText.Of(property.PropertyType, options)
            : "a value of its own form";
        return OptionalNulls.AllowsNull(property) ? $"{expected} or null" : expected;
    }
}
