using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Runnel.Analyzers.Streams;

/// <summary>A switch, statement or expression: what it is over, and its patterns.</summary>
internal sealed class PartSwitch
{
    private readonly Compilation compilation;

    private PartSwitch(IOperation value, ImmutableArray<Arm> arms, Compilation compilation) => (Value, Arms, this.compilation) = (value, arms, compilation);

    public IOperation Value { get; }

    public ImmutableArray<Arm> Arms { get; }

    public static PartSwitch? Of(SyntaxNode node, SemanticModel model, CancellationToken cancellationToken) => model.GetOperation(node, cancellationToken) switch
    {
        ISwitchExpressionOperation expression => new PartSwitch(
            expression.Value, [.. expression.Arms.Select(arm => new Arm(arm.Pattern, arm.Guard is not null))], model.Compilation),
        ISwitchOperation statement => new PartSwitch(
            statement.Value,
            [
                .. from clause in statement.Cases.SelectMany(section => section.Clauses).OfType<IPatternCaseClauseOperation>()
                   select new Arm(clause.Pattern, clause.Guard is not null),
            ],
            model.Compilation),
        _ => null,
    };

    /// <summary>Whether an arm is about a type.</summary>
    public bool Handles(ITypeSymbol type)
    {
        foreach (var arm in Arms)
        {
            if (arm.Pattern.Reaches(type, compilation))
            {
                return true;
            }
        }

        return false;
    }

    internal readonly record struct Arm(IPatternOperation Pattern, bool HasGuard);
}
