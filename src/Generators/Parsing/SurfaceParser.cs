using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads what tasks and clients have in common: what callers see.</summary>
internal static class SurfaceParser
{
    public static string ReadId(AttributeData attribute, ProblemList problems)
    {
        if (attribute.ConstructorArguments is not [{ Kind: not TypedConstantKind.Error } argument])
        {
            problems.AddUnresolved();
            return "";
        }

        var id = argument.Value as string ?? "";
        if (!Names.IsId(id))
        {
            problems.Add(Rule.TaskIdIsInvalid, Locations.OfArgument(attribute), id);
        }

        return id;
    }

    /// <summary>Whether the assembly's module can name the class.</summary>
    public static bool IsReachable(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.ContainingType)
        {
            if (current.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal))
            {
                return false;
            }
        }

        return true;
    }

    public static SurfaceModel Create(INamedTypeSymbol type, DeclarationModel declaration, string id, RunSignature signature)
    {
        var payload = signature.Payload?.Type;
        return Create(
            type,
            declaration,
            id,
            payload,
            signature.Members is null ? null : new TypeReference(declaration.FullName + "." + GeneratedNames.Arguments),
            signature.Members,
            signature.Output,
            signature.Streams);
    }

    public static SurfaceModel Create(
        INamedTypeSymbol type,
        DeclarationModel declaration,
        string id,
        ITypeSymbol? payload,
        TypeReference? emittedPayload,
        IReadOnlyList<(IParameterSymbol Parameter, ArgumentModel Model)>? members,
        ITypeSymbol? output,
        IReadOnlyList<DeclaredStream> streams)
    {
        IEnumerable<ITypeSymbol?> shown = [payload, output, .. (members ?? []).Select(member => member.Parameter.Type), .. streams.Select(stream => stream.Chunk)];
        return new SurfaceModel(
            declaration,
            id,
            Visibility.Of(type, shown),
            payload is null ? emittedPayload : TypeReader.ReadBare(payload),
            members?.Select(member => member.Model).ToEquatableArray(),
            output is null ? null : TypeReader.Read(output),
            streams.Select(stream => stream.Model).ToEquatableArray());
    }
}
