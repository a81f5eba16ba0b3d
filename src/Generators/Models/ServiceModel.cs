namespace Runnel.Generators.Models;

/// <summary>One argument of a task's constructor.</summary>
/// <param name="Kind">How it is resolved.</param>
/// <param name="Type">The service.</param>
/// <param name="Key">The key of a keyed service as source text, or null.</param>
/// <param name="Default">The parameter's default as source text, where it has one other than null.</param>
internal sealed record ServiceModel(ServiceKind Kind, TypeReference Type, string? Key = null, string? Default = null);

internal enum ServiceKind
{
    Required,
    Optional,
    OptionalValue,
    Provider,
}
