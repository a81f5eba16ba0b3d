namespace Runnel.OpenAI.Requests;

/// <summary>Whether the model is held to a schema: <c>strict</c> among the additional properties of a tool or of the options.</summary>
internal static class Strictness
{
    public static bool? Of(IReadOnlyDictionary<string, object?>? properties) =>
        properties is not null && properties.TryGetValue("strict", out var value) ? value as bool? : null;
}
