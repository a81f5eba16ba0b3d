namespace Runnel.Generators.Models;

/// <summary>A [Tools] class.</summary>
/// <param name="Declaration">The class.</param>
/// <param name="Services">The constructor's arguments; null where no instance can be made.</param>
/// <param name="Tasks">The tool tasks that it has.</param>
/// <param name="Methods">Its own tools.</param>
/// <param name="IsReachable">Whether the assembly's module can name it.</param>
internal sealed record ToolSetModel(
    DeclarationModel Declaration,
    EquatableArray<ServiceModel>? Services,
    EquatableArray<SetTaskModel> Tasks,
    EquatableArray<ToolMethodModel> Methods,
    bool IsReachable);

/// <summary>A tool task of a set.</summary>
/// <param name="FullName">The task's class.</param>
/// <param name="Member">The name of its function in the set: that of the class.</param>
/// <param name="Name">What the model calls it.</param>
/// <param name="Accessibility">The accessibility of its function.</param>
internal sealed record SetTaskModel(string FullName, string Member, string Name, string Accessibility);

/// <summary>A [Tool] method and the set that it is in.</summary>
/// <param name="Set">The set's class.</param>
/// <param name="Tool">The method.</param>
internal sealed record SetMethodModel(DeclarationModel Set, ToolMethodModel Tool);

/// <summary>A [Tool] method of a set.</summary>
/// <param name="Tool">What a model is shown of it.</param>
/// <param name="Member">What the emitted members' names begin with: the method's name without "Async".</param>
/// <param name="Method">The method's name as source text.</param>
/// <param name="IsStatic">Whether it is static.</param>
/// <param name="Accessibility">The accessibility of the emitted types: as wide as the types they show.</param>
/// <param name="Payload">The type of what it is given, or null for a tool that takes nothing.</param>
/// <param name="Members">The members of the emitted arguments, where those are emitted.</param>
/// <param name="Arguments">The arguments of the call.</param>
/// <param name="Return">What the method returns.</param>
/// <param name="Output">The output, or null for a tool that gives none.</param>
internal sealed record ToolMethodModel(
    ToolModel Tool,
    string Member,
    string Method,
    bool IsStatic,
    string Accessibility,
    TypeReference? Payload,
    EquatableArray<ArgumentModel>? Members,
    EquatableArray<RunArgument> Arguments,
    ReturnForm Return,
    TypeReference? Output)
{
    public string PayloadName => Payload?.ToString() ?? SurfaceModel.NoPayload;

    public string OutputName => Output?.ToString() ?? SurfaceModel.NoOutput;
}
