using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Runnel.Tests.Validation;

/// <summary>
/// Changes JSON in one place, knowing nothing of its schema. What the binder is known to be lenient about is never made: a number as a string, a member's name in
/// another case, an enum's number.
/// </summary>
internal static class Mutations
{
    public static Gen<JsonElement> Of(JsonElement json) =>
        from place in Gen.Choose(0, 10_000)
        from kind in Gen.Choose(0, 10_000)
        select Mutate(json, place, kind);

    private static JsonElement Mutate(JsonElement json, int place, int kind)
    {
        var holder = new JsonObject { ["root"] = JsonObject.Create(json) };
        var places = new List<(JsonNode Parent, string? Name, int Index)>();
        Collect(holder, places);
        var (parent, name, index) = places[place % places.Count];
        var old = name is null ? ((JsonArray)parent)[index] : ((JsonObject)parent)[name];
        var changes = Changes(old).ToList();
        if (name is not null and not "root")
        {
            changes.Add(null);
        }

        switch (changes[kind % changes.Count])
        {
            case null:
                ((JsonObject)parent).Remove(name!);
                break;
            case var change when name is null:
                ((JsonArray)parent)[index] = change();
                break;
            case var change:
                ((JsonObject)parent)[name] = change();
                break;
        }

        return JsonSerializer.SerializeToElement(holder["root"]);
    }

    private static IEnumerable<Func<JsonNode?>?> Changes(JsonNode? old)
    {
        yield return () => null;
        yield return () => JsonValue.Create("wrong");
        yield return () => JsonValue.Create(true);
        yield return () => JsonValue.Create(123456);
        yield return () => JsonValue.Create(-123456);
        yield return () => JsonValue.Create(0.125);
        yield return () => new JsonArray();
        yield return () => new JsonObject();
        switch (old)
        {
            case JsonArray several:
                yield return () => new JsonArray([.. several.Select(one => one?.DeepClone()), null]);
                yield return () => new JsonArray([.. several.Select(one => one?.DeepClone()), "wrong"]);
                yield return () => new JsonArray([.. Enumerable.Repeat(several, 9).SelectMany(all => all).Select(one => one?.DeepClone())]);
                yield return () => new JsonArray([.. several.Skip(1).Select(one => one?.DeepClone())]);
                break;
            case JsonObject members:
                yield return () => With(members, "unknown", 1);
                yield return () => With(members, members.ContainsKey("$type") ? "$type" : "kind", "wrong");
                yield return () => With(members, "Ωß", new JsonObject());
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                yield return () => JsonValue.Create(value.GetValue<decimal>() + 1);
                yield return () => JsonValue.Create(value.GetValue<decimal>() - 1);
                yield return () => JsonValue.Create(value.GetValue<decimal>() + 0.5m);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                yield return () => JsonValue.Create(value.GetValue<string>() + "x");
                yield return () => JsonValue.Create(value.GetValue<string>() + "\n");
                yield return () => JsonValue.Create(value.GetValue<string>() + new string('y', 300));
                yield return () => JsonValue.Create("");
                yield return () => JsonValue.Create(" ");
                break;
        }
    }

    private static JsonObject With(JsonObject members, string name, JsonNode value)
    {
        var changed = (JsonObject)members.DeepClone();
        changed[name] = value;
        return changed;
    }

    private static void Collect(JsonNode? node, List<(JsonNode Parent, string? Name, int Index)> places)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    places.Add((members, name, 0));
                    Collect(value, places);
                }

                break;
            case JsonArray several:
                for (var index = 0; index < several.Count; index++)
                {
                    places.Add((several, null, index));
                    Collect(several[index], places);
                }

                break;
        }
    }
}
