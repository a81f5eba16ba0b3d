using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads [Streams] records: their own members, and what a task that takes one streams.</summary>
internal static class StreamsParser
{
    /// <summary>The record, or null where nothing can be emitted into it.</summary>
    public static StreamSetModel? Parse(INamedTypeSymbol type, ProblemList problems, CancellationToken cancellationToken)
    {
        var declaration = ReadDeclaration(type, problems, cancellationToken);
        if (type.IsAbstract)
        {
            problems.Add(Rule.StreamsCannotBeCreated, type, type.Name);
        }

        if (!type.IsRecord)
        {
            problems.Add(Rule.StreamsAreNoRecord, type, type.Name);
        }

        var streams = type.IsRecord ? Read(type, problems) : [];
        return declaration is null
            ? null
            : new StreamSetModel(declaration, problems.IsBroken ? null : streams.Select(stream => stream.Model).ToEquatableArray());
    }

    /// <summary>The streams of a record that a task or a client names. What is wrong with them is reported at the record.</summary>
    public static IReadOnlyList<DeclaredStream> ReadStreams(INamedTypeSymbol type) => Read(type, new ProblemList());

    /// <summary>Whether the runtime can make the record. If not, the record says why, and a task that takes it cannot be run.</summary>
    public static bool IsEmitted(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.IsEmpty || ReadDeclaration(type, new ProblemList(), CancellationToken.None) is not null;

    private static DeclarationModel? ReadDeclaration(INamedTypeSymbol type, ProblemList problems, CancellationToken cancellationToken) =>
        type.TypeKind == TypeKind.Class ? Declarations.Read(type, problems, cancellationToken) : null;

    private static IReadOnlyList<DeclaredStream> Read(INamedTypeSymbol type, ProblemList problems)
    {
        if (PositionalConstructor(type) is not { } constructor)
        {
            problems.Add(Rule.StreamsAreNoRecord, type, type.Name);
            return [];
        }

        var streams = new List<DeclaredStream>();
        var keys = new Dictionary<string, string>(StringComparer.Ordinal);
        var cases = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in constructor.Parameters)
        {
            if (ChunkOf(parameter.Type) is not { } chunk)
            {
                ReportNoStream(parameter, problems);
                continue;
            }

            ReportChunk(parameter, chunk, problems);
            var stream = new StreamModel(ReadKey(parameter, problems), ReadCase(parameter, problems), TypeReader.Read(chunk));
            if ((Find(keys, stream.Key) ?? Find(cases, stream.CaseName)) is var (name, other))
            {
                ReportNotUnique(parameter, name, other, problems);

                // Others in the stub, so that the union still compiles.
                stream = stream with { Key = stream.Key + parameter.Ordinal, CaseName = stream.CaseName + parameter.Ordinal };
            }

            keys[stream.Key] = parameter.Name;
            cases[stream.CaseName] = parameter.Name;
            streams.Add(new DeclaredStream(stream, chunk));
        }

        return streams;
    }

    private static string ReadKey(IParameterSymbol parameter, ProblemList problems)
    {
        var key = Names.Camel(parameter.Name);
        var location = parameter.Locations.FirstOrDefault();
        if (parameter.Attribute(KnownTypes.StreamAttribute) is { } attribute)
        {
            if (attribute.ConstructorArguments is not [{ Kind: not TypedConstantKind.Error } argument])
            {
                problems.AddUnresolved();
                return key;
            }

            key = argument.Value as string ?? "";
            location = Locations.OfArgument(attribute);
        }

        if (!Names.IsId(key))
        {
            problems.Add(Rule.StreamKeyIsInvalid, location, key);
        }

        return key;
    }

    private static string ReadCase(IParameterSymbol parameter, ProblemList problems)
    {
        var name = Names.Pascal(parameter.Name);
        if (!Names.IsReservedForUnion(name))
        {
            return name;
        }

        if (Names.IsRefusedInRecord(parameter.Name))
        {
            problems.AddUnresolved();
        }
        else
        {
            problems.Add(Rule.StreamNameIsReserved, parameter, name);
        }

        return name + "Stream";
    }

    private static (string Name, string Other)? Find(Dictionary<string, string> taken, string name) =>
        taken.TryGetValue(name, out var other) ? (name, other) : null;

    private static void ReportNotUnique(IParameterSymbol parameter, string name, string other, ProblemList problems)
    {
        if (parameter.Name == other)
        {
            // Two parameters of one name are the compiler's error.
            problems.AddUnresolved();
            return;
        }

        problems.Add(Rule.StreamIsNotUnique, parameter, name, other);
    }

    private static void ReportNoStream(IParameterSymbol parameter, ProblemList problems)
    {
        if (parameter.Type.TypeKind == TypeKind.Error)
        {
            problems.AddUnresolved();
            return;
        }

        problems.Add(Rule.StreamIsNoTaskStream, Locations.OfType(parameter), parameter.Name, parameter.Type.ToDisplayString());
    }

    private static void ReportChunk(IParameterSymbol parameter, ITypeSymbol chunk, ProblemList problems)
    {
        if (TypeReader.FindEmitted(chunk, parameter.ContainingAssembly) is { } emitted)
        {
            problems.Add(Rule.GeneratedTypeInSignature, Locations.OfType(parameter), emitted.ToDisplayString(), parameter.Name);
        }
        else if (TypeReader.IsUnresolved(chunk))
        {
            problems.AddUnresolved();
        }
    }

    private static ITypeSymbol? ChunkOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "TaskStream`1" } stream && stream.IsWithin("Runnel") ? stream.TypeArguments[0] : null;

    // In source the one in the record's head; a compiled record does not say which that is, but only that one takes streams.
    public static IMethodSymbol? PositionalConstructor(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length > 0
        ? type.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is RecordDeclarationSyntax) ?? Parameterless(type)
        : type.InstanceConstructors
            .Where(constructor => constructor.Parameters.All(parameter => ChunkOf(parameter.Type) is not null))
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault();

    private static IMethodSymbol? Parameterless(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty);
}
