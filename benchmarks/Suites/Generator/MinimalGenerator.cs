using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>
/// The least that an incremental generator does for the same declarations: finds the same four attributes, makes a record of two strings
/// of each class, emits a file.
/// </summary>
internal sealed class MinimalGenerator : IIncrementalGenerator
{
    private static readonly string[] Attributes = ["Runnel.TaskAttribute", "Runnel.StreamsAttribute", "Runnel.TaskClientAttribute`3", "Runnel.TaskModuleAttribute"];

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (var attribute in Attributes)
        {
            var declared = context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is TypeDeclarationSyntax,
                static (declared, _) => new Model(declared.TargetSymbol.ContainingNamespace.ToDisplayString(), declared.TargetSymbol.Name));
            context.RegisterSourceOutput(declared, static (output, model) => output.AddSource($"{model.Namespace}.{model.Name}.g.cs", $$"""
                namespace {{model.Namespace}};

                partial class {{model.Name}}
                {
                    public const string DeclaredName = "{{model.Name}}";
                }
                """));
        }
    }

    private sealed record Model(string Namespace, string Name);
}
