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
        var declaration = Declarations.Read(type, problems, cancellationToken);
        if (type.IsAbstract)
        {
            problems.Add(Rule.StreamsCannotBeCreated, type, type.Name);
        }

        if (!type.IsRecord)
        {
            problems.Add(Rule.StreamsAreNoRecord, type, type.Name);
        }

        var streams = type.IsRecord ? Read(type, problems) : [];
        return declaration is null || type.TypeKind != TypeKind.Class
            ? null
            : new StreamSetModel(declaration, problems.IsBroken ? null : streams.Select(stream => stream.Model).ToEquatableArray());
    }

    /// <summary>The streams of a record that a task or a client names. What is wrong with them is reported at the record.</summary>
    public static IReadOnlyList<DeclaredStream> ReadStreams(INamedTypeSymbol type) => Read(type, new ProblemList());

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
            var stream = new StreamModel(
                Distinct(ReadKey(parameter, problems), parameter, keys, problems),
                Distinct(ReadCase(parameter, problems), parameter, cases, problems),
                TypeReader.Read(chunk));
            streams.Add(new DeclaredStream(stream, chunk));
        }

        return streams;
    }

    private static string ReadKey(IParameterSymbol parameter, ProblemList problems)
    {
        var attribute = parameter.Attribute(KnownTypes.StreamAttribute);
        var key = attribute is { ConstructorArguments: [{ Value: var value }] } ? value as string ?? "" : Names.Camel(parameter.Name);
        if (!Names.IsId(key))
        {
            problems.Add(Rule.StreamKeyIsInvalid, parameter, key);
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

        problems.Add(Rule.StreamNameIsReserved, parameter, name);
        return name + "Stream";
    }

    // The second of two equal names gets another in the stub, so that the union still compiles.
    private static string Distinct(string name, IParameterSymbol parameter, Dictionary<string, string> taken, ProblemList problems)
    {
        if (taken.TryGetValue(name, out var other))
        {
            problems.Add(Rule.StreamIsNotUnique, parameter, name, other);
            name += parameter.Ordinal;
        }

        taken[name] = parameter.Name;
        return name;
    }

    private static void ReportNoStream(IParameterSymbol parameter, ProblemList problems)
    {
        if (parameter.Type.TypeKind == TypeKind.Error)
        {
            problems.AddUnresolved();
            return;
        }

        problems.Add(Rule.StreamIsNoTaskStream, parameter, parameter.Name, parameter.Type.ToDisplayString());
    }

    private static void ReportChunk(IParameterSymbol parameter, ITypeSymbol chunk, ProblemList problems)
    {
        if (TypeReader.FindEmitted(chunk) is { } emitted)
        {
            problems.Add(Rule.GeneratedTypeInSignature, parameter, emitted.ToDisplayString(), parameter.Name);
        }
        else if (TypeReader.IsUnresolved(chunk))
        {
            problems.AddUnresolved();
        }
    }

    private static ITypeSymbol? ChunkOf(ITypeSymbol type) =>
        type is INamedTypeSymbol { MetadataName: "TaskStream`1" } stream && stream.IsWithin("Runnel") ? stream.TypeArguments[0] : null;

    // In source the one in the record's head; a compiled record does not say which that is, but only that one takes streams.
    private static IMethodSymbol? PositionalConstructor(INamedTypeSymbol type) => type.DeclaringSyntaxReferences.Length > 0
        ? type.InstanceConstructors.FirstOrDefault(constructor =>
            constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is RecordDeclarationSyntax) ?? Parameterless(type)
        : type.InstanceConstructors
            .Where(constructor => constructor.Parameters.All(parameter => ChunkOf(parameter.Type) is not null))
            .OrderByDescending(constructor => constructor.Parameters.Length)
            .FirstOrDefault();

    private static IMethodSymbol? Parameterless(INamedTypeSymbol type) =>
        type.InstanceConstructors.FirstOrDefault(constructor => constructor.Parameters.IsEmpty);
}
