namespace Runnel.Generators.Models;

/// <summary>What callers see of a task, whether the task itself or only its contract is declared here.</summary>
/// <param name="Declaration">The class that it is emitted into.</param>
/// <param name="Id">The task's id.</param>
/// <param name="Accessibility">The accessibility of the emitted types: as wide as the types they show.</param>
/// <param name="Payload">The payload, or null for a task that takes none.</param>
/// <param name="Arguments">The members of the emitted payload, where the payload is emitted.</param>
/// <param name="Output">The output, or null for a task that returns none.</param>
/// <param name="Streams">The declared streams.</param>
internal sealed record SurfaceModel(
    DeclarationModel Declaration,
    string Id,
    string Accessibility,
    TypeReference? Payload,
    EquatableArray<ArgumentModel>? Arguments,
    TypeReference? Output,
    EquatableArray<StreamModel> Streams)
{
    public const string NoPayload = "global::Runnel.NoPayload";
    public const string NoOutput = "global::Runnel.NoOutput";

    public string PayloadName => Payload?.ToString() ?? NoPayload;

    public string OutputName => Output?.ToString() ?? NoOutput;

    /// <summary>The type arguments that contract, codec and converter share.</summary>
    public string TypeArguments => $"{PayloadName}, {OutputName}, StreamPart";

    /// <summary>The contract, qualified: a stream or a base class may give its simple name another meaning.</summary>
    public string ContractName => Declaration.FullName + ".Contract";
}
