using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>Reports a stream that nothing in the assembly looks at, although the assembly subscribes to its task.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnconsumedStreamAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [SubscriberRules.StreamIsNotConsumed];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // What a component's markup looks at is looked at, though it is another generator's file by then.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            var subscriptions = new Subscriptions();
            compilation.RegisterSyntaxNodeAction(node => Read(node, subscriptions), SyntaxKind.InvocationExpression);
            compilation.RegisterSyntaxNodeAction(
                node =>
                {
                    if (IsMethodGroup((MemberAccessExpressionSyntax)node.Node) && !GeneratorOutput.IsOurs(node.Node.SyntaxTree))
                    {
                        subscriptions.EscapeAll();
                    }
                },
                SyntaxKind.SimpleMemberAccessExpression);
            compilation.RegisterCompilationEndAction(end => Report(subscriptions, end));
        });
    }

    private static void Read(SyntaxNodeAnalysisContext context, Subscriptions subscriptions)
    {
        var call = (InvocationExpressionSyntax)context.Node;
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var other => other as SimpleNameSyntax,
        };
        if (name is null || GeneratorOutput.IsOurs(name.SyntaxTree))
        {
            return;
        }

        switch (name.Identifier.ValueText)
        {
            case "SubscribeAsync" or "TriggerAndSubscribeAsync":
                var parts = LastArgumentOf(context.SemanticModel.GetTypeInfo(call, context.CancellationToken).Type);
                if (parts is ITypeParameterSymbol)
                {
                    subscriptions.EscapeAll();
                }

                if (StreamPartUnion.Of(parts) is { } subscribed)
                {
                    var use = subscriptions.Of(subscribed);
                    use.AddPlace(name.GetLocation());
                    new PartFlow(use).FollowParts(call);
                }

                break;
            case "TriggerAsync" or "BatchTriggerAsync":
                if (StreamPartUnion.Of(LastArgumentOf(LastArgumentOf(context.SemanticModel.GetTypeInfo(call, context.CancellationToken).Type))) is { } triggered)
                {
                    new PartFlow(subscriptions.Of(triggered)).FollowHandle(call);
                }

                break;
            case { } reader when reader.StartsWith("Read", StringComparison.Ordinal) && reader.EndsWith("Async", StringComparison.Ordinal):
                if (context.SemanticModel.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { ContainingType: var owner } || !owner.IsWithin("System"))
                {
                    subscriptions.AddReader(reader);
                }

                break;
        }
    }

    private static bool IsMethodGroup(MemberAccessExpressionSyntax access) =>
        access.Name.Identifier.ValueText is "SubscribeAsync" or "TriggerAndSubscribeAsync" &&
        !(access.Parent is InvocationExpressionSyntax call && call.Expression == access);

    private static ITypeSymbol? LastArgumentOf(ITypeSymbol? type) => (type as INamedTypeSymbol)?.TypeArguments.LastOrDefault();

    private static void Report(Subscriptions subscriptions, CompilationAnalysisContext context)
    {
        if (subscriptions.AllEscape)
        {
            return;
        }

        var records = subscriptions.Unions.ToDictionary(use => use, RecordOf);
        foreach (var (use, record) in records.Select(pair => (pair.Key, pair.Value)))
        {
            if (use.FirstPlace is not { } place)
            {
                continue;
            }

            // Several tasks may have one record: a stream of it is looked at if one task's is.
            var all = record is null ? [use] : records.Where(pair => SymbolEqualityComparer.Default.Equals(pair.Value, record)).Select(pair => pair.Key).ToList();
            foreach (var stream in use.Union.Streams)
            {
                if (!all.Any(each => IsConsumed(each, stream, subscriptions)))
                {
                    context.ReportDiagnostic(Diagnostic.Create(
                        SubscriberRules.StreamIsNotConsumed,
                        DeclarationOf(record, stream, context.Compilation) ?? place,
                        use.Union.Type.ContainingType.Name,
                        stream.Name,
                        use.Union.DisplayName));
                }
            }
        }
    }

    private static bool IsConsumed(Subscriptions.OfUnion use, INamedTypeSymbol stream, Subscriptions subscriptions) =>
        use.Escapes || use.IsConsumed(stream.Name) || subscriptions.HasReaderOf(stream.Name);

    private static Location? DeclarationOf(INamedTypeSymbol? record, INamedTypeSymbol stream, Compilation compilation) =>
        record is not null &&
        StreamsUse.StreamsOf(record).FirstOrDefault(parameter => Names.Pascal(parameter.Name) == stream.Name)?.Locations.FirstOrDefault() is { SourceTree: { } tree } location &&
        compilation.ContainsSyntaxTree(tree)
            ? location
            : null;

    private static INamedTypeSymbol? RecordOf(Subscriptions.OfUnion use)
    {
        var owner = use.Union.Type.ContainingType;
        return owner.Attribute(KnownTypes.TaskClientAttribute) is { AttributeClass.TypeArguments: [_, _, INamedTypeSymbol streams] }
            ? streams
            : RunMethodParser.Find(owner, new ProblemList())?.Parameters.FirstOrDefault(StreamsUse.IsStreams)?.Type as INamedTypeSymbol;
    }
}
