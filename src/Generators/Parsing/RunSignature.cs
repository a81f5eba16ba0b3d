using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>What a task's method binds: while it is parsed, with symbols.</summary>
internal sealed class RunSignature
{
    public string Method { get; set; } = "RunAsync";

    public ReturnForm Return { get; set; }

    /// <summary>The output, or null where there is none.</summary>
    public ITypeSymbol? Output { get; set; }

    /// <summary>The parameter that is the payload itself.</summary>
    public IParameterSymbol? Payload { get; set; }

    /// <summary>The parameters that are members of the payload.</summary>
    public IReadOnlyList<(IParameterSymbol Parameter, ArgumentModel Model)>? Members { get; set; }

    public IReadOnlyList<DeclaredStream> Streams { get; set; } = [];

    /// <summary>The arguments of the call.</summary>
    public IReadOnlyList<RunArgument> Arguments { get; set; } = [];
}
