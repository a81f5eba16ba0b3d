using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>Reads the contract that a class declares.</summary>
internal static class ContractReader
{
    /// <summary>The id of the task whose contract a class declares; null of a class that is neither a task that can run nor a client.</summary>
    public static string? IdOf(INamedTypeSymbol type) =>
        type.TypeKind == TypeKind.Class && AttributeOf(type) is { ConstructorArguments: [{ Value: string id }] } attribute && Names.IsId(id) &&
        (IsClient(attribute) || RunMethodParser.Find(type, new ProblemList()) is not null)
            ? id
            : null;

    /// <summary>The contract of a class that has an id.</summary>
    public static Contract Read(INamedTypeSymbol type, string id)
    {
        var attribute = AttributeOf(type)!;
        var contract = new Contract(id, Locations.OfArgument(attribute));
        if (attribute.AttributeClass is { TypeArguments: [var payload, var output, var streams] })
        {
            AddClient(contract, payload, output, streams);
        }
        else
        {
            AddTask(contract, RunMethodParser.Find(type, new ProblemList())!);
        }

        return contract;
    }

    private static AttributeData? AttributeOf(INamedTypeSymbol type) => type.AttributeOfTask() ?? type.Attribute(KnownTypes.TaskClientAttribute);

    private static bool IsClient(AttributeData attribute) => attribute.AttributeClass is { Arity: > 0 };

    private static void AddTask(Contract contract, IMethodSymbol method)
    {
        var signature = new RunSignature();
        ParameterParser.Bind(method, signature, new ProblemList());
        RunMethodParser.ReadReturn(method, signature, new ProblemList());
        var shape = new ContractShape(contract);
        if (signature.Members is { } members)
        {
            contract.Lines[ContractPath.Payload] = new ContractLine("object", contract.Location);
            foreach (var (parameter, model) in members)
            {
                shape.Add(ContractPath.Member(ContractPath.Payload, model.JsonName), parameter.Type, parameter.Locations.FirstOrDefault(), model.Default is null ? "" : ContractLine.Optional);
            }
        }
        else
        {
            AddRoot(shape, contract, ContractPath.Payload, signature.Payload?.Type, signature.Payload is null ? null : Locations.OfType(signature.Payload));
        }

        AddRoot(shape, contract, ContractPath.Output, signature.Output, Locations.OfType(method));
        AddStreams(shape, contract, signature.Streams);
    }

    private static void AddClient(Contract contract, ITypeSymbol payload, ITypeSymbol output, ITypeSymbol streams)
    {
        var shape = new ContractShape(contract);
        AddRoot(shape, contract, ContractPath.Payload, payload.Is("Runnel.NoPayload") ? null : payload, contract.Location);
        AddRoot(shape, contract, ContractPath.Output, output.Is("Runnel.NoOutput") ? null : output, contract.Location);
        AddStreams(shape, contract, streams is INamedTypeSymbol record && record.Attribute(KnownTypes.StreamsAttribute) is not null ? StreamsParser.ReadStreams(record) : []);
    }

    private static void AddRoot(ContractShape shape, Contract contract, string path, ITypeSymbol? type, Location? location)
    {
        if (type is null)
        {
            contract.Lines[path] = new ContractLine(ContractLine.None, location ?? contract.Location);
        }
        else
        {
            shape.Add(path, type, location);
        }
    }

    private static void AddStreams(ContractShape shape, Contract contract, IReadOnlyList<DeclaredStream> streams)
    {
        foreach (var stream in streams)
        {
            shape.Add(ContractPath.OfStream(stream.Model.Key), stream.Chunk, contract.Location);
        }
    }
}
