using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>Reads the contracts that an assembly declares: those of its tasks, and of the clients that it has for tasks elsewhere.</summary>
internal static class DeclaredContracts
{
    /// <summary>All contracts by their ids. Of a task and a client with one id it is the task's.</summary>
    public static SortedDictionary<string, Contract> In(IAssemblySymbol assembly)
    {
        var contracts = new SortedDictionary<string, Contract>(StringComparer.Ordinal);
        var types = DeclaredTypes.In(assembly).Where(type => type.TypeKind == TypeKind.Class).ToList();
        foreach (var type in types.Where(type => type.AttributeOfTask() is not null).Concat(types.Where(IsClient)).OrderBy(IsClient).ThenBy(type => type.ToDisplayString(), StringComparer.Ordinal))
        {
            if (Of(type) is { } contract && !contracts.ContainsKey(contract.Id))
            {
                contracts.Add(contract.Id, contract);
            }
        }

        return contracts;
    }

    /// <summary>The contract that a class declares, if it is a task or a client.</summary>
    public static Contract? Of(INamedTypeSymbol type)
    {
        var attribute = type.AttributeOfTask() ?? type.Attribute(KnownTypes.TaskClientAttribute);
        if (attribute is not { ConstructorArguments: [{ Value: string id }] } || !Names.IsId(id))
        {
            return null;
        }

        var contract = new Contract(id, Locations.OfArgument(attribute));
        return attribute.AttributeClass is { TypeArguments: [var payload, var output, var streams] }
            ? OfClient(contract, payload, output, streams)
            : OfTask(contract, type);
    }

    private static bool IsClient(INamedTypeSymbol type) => type.Attribute(KnownTypes.TaskClientAttribute) is not null;

    private static Contract? OfTask(Contract contract, INamedTypeSymbol type)
    {
        if (RunMethodParser.Find(type, new ProblemList()) is not { } method)
        {
            return null;
        }

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
        return contract;
    }

    private static Contract OfClient(Contract contract, ITypeSymbol payload, ITypeSymbol output, ITypeSymbol streams)
    {
        var shape = new ContractShape(contract);
        AddRoot(shape, contract, ContractPath.Payload, payload.Is("Runnel.NoPayload") ? null : payload, contract.Location);
        AddRoot(shape, contract, ContractPath.Output, output.Is("Runnel.NoOutput") ? null : output, contract.Location);
        AddStreams(shape, contract, streams is INamedTypeSymbol record && record.Attribute(KnownTypes.StreamsAttribute) is not null ? StreamsParser.ReadStreams(record) : []);
        return contract;
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
