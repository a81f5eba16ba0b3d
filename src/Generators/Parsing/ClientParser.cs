using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads [TaskClient] classes: the surface of a task that is implemented elsewhere.</summary>
internal static class ClientParser
{
    /// <summary>The client, or null where nothing can be emitted into the class.</summary>
    public static TaskModel? Parse(INamedTypeSymbol type, AttributeData attribute, ProblemList problems, CancellationToken cancellationToken)
    {
        var declaration = Declarations.Read(type, problems, cancellationToken);
        var id = SurfaceParser.ReadId(attribute, problems);
        if (type.AttributeOfTask() is not null)
        {
            problems.Add(Rule.TaskIsAlsoClient, attribute, type.Name);
            return null;
        }

        var isReachable = SurfaceParser.IsReachable(type);
        if (!isReachable)
        {
            problems.Add(Rule.TaskIsNotReachable, type, type.Name);
        }

        if (GeneratedNames.ReportTaken(type, GeneratedNames.ForClient, problems) ||
            declaration is null ||
            attribute.AttributeClass is not { TypeArguments: [var payload, var output, var streams] })
        {
            return null;
        }

        ReportType(payload, Rule.ClientPayloadIsUnsupported, Locations.OfTypeArgument(attribute, 0), type, problems);
        ReportType(output, Rule.OutputIsUnsupported, Locations.OfTypeArgument(attribute, 1), type, problems);
        var surface = SurfaceParser.Create(
            type,
            declaration,
            id,
            payload.Is("Runnel.NoPayload") ? null : payload,
            emittedPayload: null,
            members: null,
            output.Is("Runnel.NoOutput") ? null : output,
            ReadStreams(streams, attribute, problems));
        return new TaskModel(surface, Execution: null, Tool: null, isReachable);
    }

    private static IReadOnlyList<DeclaredStream> ReadStreams(ITypeSymbol type, AttributeData attribute, ProblemList problems)
    {
        if (type is INamedTypeSymbol streams && streams.Attribute(KnownTypes.StreamsAttribute) is not null)
        {
            return StreamsParser.ReadStreams(streams);
        }

        if (type.TypeKind != TypeKind.Error && !type.Is("Runnel.NoStreams"))
        {
            problems.Add(Rule.ClientStreamsAreInvalid, Locations.OfTypeArgument(attribute, 2), type.ToDisplayString());
        }

        return [];
    }

    private static void ReportType(ITypeSymbol type, Rule rule, Location? location, INamedTypeSymbol client, ProblemList problems)
    {
        if (TypeReader.FindEmitted(type, client.ContainingAssembly) is { } emitted)
        {
            problems.Add(Rule.GeneratedTypeInSignature, location, emitted.ToDisplayString(), client.Name);
        }
        else if (!TypeReader.IsUnresolved(type) && PayloadTypes.Objection(type) is { } objection)
        {
            problems.Add(rule, location, type.ToDisplayString(), objection);
        }
    }
}
