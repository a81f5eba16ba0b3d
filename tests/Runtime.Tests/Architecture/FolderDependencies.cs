using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Runnel.Tests.Architecture;

/// <summary>
/// Which folder of src/Runtime needs which other: from the compiled assembly, where every type that a member's signature or body names is a
/// token; from the source only which folder a type is in.
/// </summary>
internal sealed partial class FolderDependencies
{
    private readonly MetadataReader metadata;
    private readonly PEReader assembly;
    private readonly Dictionary<string, string> folders = [];
    private readonly Dictionary<(string From, string To), SortedSet<string>> edges = [];

    private FolderDependencies(PEReader assembly)
    {
        this.assembly = assembly;
        metadata = assembly.GetMetadataReader();
    }

    /// <summary>Why one folder needs another, by the two.</summary>
    public IReadOnlyDictionary<(string From, string To), SortedSet<string>> Edges => edges;

    public static FolderDependencies Read()
    {
        using var file = new PEReader(File.OpenRead(typeof(RunCursor).Assembly.Location));
        var dependencies = new FolderDependencies(file);
        dependencies.ReadFolders();
        foreach (var handle in dependencies.metadata.TypeDefinitions)
        {
            dependencies.ReadType(handle);
        }

        return dependencies;
    }

    private void ReadFolders()
    {
        foreach (var file in RuntimeSource.Files)
        {
            foreach (Match type in Declaration().Matches(File.ReadAllText(file)))
            {
                var arity = type.Groups["parameters"].Success ? type.Groups["parameters"].Value.Count(character => character == ',') + 1 : 0;
                folders[arity == 0 ? type.Groups["name"].Value : $"{type.Groups["name"].Value}`{arity}"] = RuntimeSource.FolderOf(file);
            }
        }
    }

    private void ReadType(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var finder = new TypeFinder(this, FolderOf(handle));
        finder.Add(type.BaseType, handle);
        foreach (var implemented in type.GetInterfaceImplementations())
        {
            finder.Add(metadata.GetInterfaceImplementation(implemented).Interface, handle);
        }

        foreach (var field in type.GetFields())
        {
            metadata.GetFieldDefinition(field).DecodeSignature(finder, handle);
        }

        foreach (var method in type.GetMethods())
        {
            var definition = metadata.GetMethodDefinition(method);
            definition.DecodeSignature(finder, handle);
            if (definition.RelativeVirtualAddress != 0)
            {
                var body = assembly.GetMethodBody(definition.RelativeVirtualAddress);
                if (!body.LocalSignature.IsNil)
                {
                    metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(finder, handle);
                }

                foreach (var token in InstructionTokens.Of(body.GetILBytes()!))
                {
                    finder.Add(MetadataTokens.EntityHandle(token), handle);
                }
            }
        }
    }

    internal string? FolderOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.IsNested
            ? FolderOf(type.GetDeclaringType())
            : folders.GetValueOrDefault(metadata.GetString(type.Name));
    }

    internal void AddEdge(string? from, TypeDefinitionHandle to, TypeDefinitionHandle by)
    {
        if (from is null || FolderOf(to) is not { } folder || folder == from)
        {
            return;
        }

        var why = edges.TryGetValue((from, folder), out var known) ? known : edges[(from, folder)] = [];
        why.Add($"{NameOf(by)} → {NameOf(to)}");
    }

    internal MetadataReader Metadata => metadata;

    private string NameOf(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.IsNested ? NameOf(type.GetDeclaringType()) : metadata.GetString(type.Name);
    }

    [GeneratedRegex(@"^(public |internal |sealed |abstract |static |readonly |partial |file )*(class|struct|interface|enum|record struct|record class|record) (?<name>\w+)(<(?<parameters>[^>]*)>)?", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
