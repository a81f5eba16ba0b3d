using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// Follows what a subscription gives, as far as that is read on the spot: an <c>await foreach</c> whose variable is only looked at. Whatever
/// else is done with it lets it escape.
/// </summary>
/// <param name="subscriptions">Where it is noted.</param>
internal sealed class PartFlow(Subscriptions.OfUnion subscriptions)
{
    private static readonly string[] Position = ["Cursor", "Attempt", "Timestamp"];

    private readonly HashSet<string> cases = new(subscriptions.Union.Cases.Select(member => member.Name), StringComparer.Ordinal);

    /// <summary>Follows an enumerable of parts.</summary>
    public void FollowParts(ExpressionSyntax parts)
    {
        parts = Outermost(parts);
        switch (parts.Parent)
        {
            case ForEachStatementSyntax loop when loop.Expression == parts:
                FollowPart(loop.Identifier.ValueText, loop.Statement);
                break;
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } scope } } variable }:
                foreach (var use in PipeCall.UsesOf(variable.Identifier.ValueText, scope))
                {
                    FollowParts(use);
                }

                break;
            case MemberAccessExpressionSyntax { Name: GenericNameSyntax { Identifier.ValueText: "OfType", TypeArgumentList.Arguments: [var type] } } when IsCase(type):
                subscriptions.Consume(NameOf(type)!);
                break;
            case ExpressionStatementSyntax:
                break;
            default:
                subscriptions.Escape();
                break;
        }
    }

    /// <summary>Follows the handle of a run, or of several, which others can subscribe by.</summary>
    public void FollowHandle(ExpressionSyntax task)
    {
        task = Outermost(task);
        var handle = task.Parent is AwaitExpressionSyntax awaited ? Unparenthesized(awaited) : task;
        switch (handle.Parent)
        {
            case EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax { Parent: { } scope } } variable } when handle != task:
                EscapeIf(!PipeCall.UsesOf(variable.Identifier.ValueText, scope).All(IsMemberUsed));
                break;
            case ExpressionStatementSyntax:
                break;
            default:
                EscapeIf(handle == task || !IsMemberUsed(handle));
                break;
        }
    }

    private void EscapeIf(bool escapes)
    {
        if (escapes)
        {
            subscriptions.Escape();
        }
    }

    private static bool IsMemberUsed(ExpressionSyntax handle) =>
        handle.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: not "Runs" } access && access.Expression == handle;

    private void FollowPart(string variable, StatementSyntax body)
    {
        foreach (var name in body.DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var text = name.Identifier.ValueText;
            if (cases.Contains(text))
            {
                subscriptions.Consume(text);
            }

            if (text == variable && !IsOnlyLookedAt(name))
            {
                subscriptions.Escape();
            }
        }
    }

    private bool IsOnlyLookedAt(SimpleNameSyntax part) => part.Parent switch
    {
        SwitchStatementSyntax statement => statement.Sections.SelectMany(section => section.Labels).All(label => label switch
        {
            CasePatternSwitchLabelSyntax { Pattern: var pattern } => IsFollowed(pattern),
            CaseSwitchLabelSyntax { Value: var value } => IsFollowed(value),
            _ => true,
        }),
        SwitchExpressionSyntax expression when expression.GoverningExpression == part => expression.Arms.All(arm => IsFollowed(arm.Pattern)),
        IsPatternExpressionSyntax { Pattern: var pattern } => IsFollowed(pattern),
        BinaryExpressionSyntax { Right: TypeSyntax type } binary when binary.Left == part && binary.Kind() is SyntaxKind.IsExpression or SyntaxKind.AsExpression => IsCase(type),
        CastExpressionSyntax { Type: var type } => IsCase(type),
        MemberAccessExpressionSyntax access => access.Expression == part && Position.Contains(access.Name.Identifier.ValueText),
        _ => false,
    };

    // A pattern whose types are cases, and which gives no part a name that may be any.
    private bool IsFollowed(PatternSyntax pattern) => pattern switch
    {
        VarPatternSyntax { Designation: not DiscardDesignationSyntax } => false,
        RecursivePatternSyntax { Type: null, Designation: not null } => false,
        RecursivePatternSyntax { Type: { } type } => IsCase(type),
        DeclarationPatternSyntax { Type: var type } => IsCase(type),
        TypePatternSyntax { Type: var type } => IsCase(type),
        ConstantPatternSyntax { Expression: var constant } => IsFollowed(constant),
        BinaryPatternSyntax binary => IsFollowed(binary.Left) && IsFollowed(binary.Right),
        ParenthesizedPatternSyntax { Pattern: var inner } => IsFollowed(inner),
        UnaryPatternSyntax { Pattern: var inner } => IsFollowed(inner),
        _ => true,
    };

    private bool IsFollowed(ExpressionSyntax constant) => constant is LiteralExpressionSyntax || IsCase(constant);

    private bool IsCase(ExpressionSyntax type) => NameOf(type) is { } name && cases.Contains(name);

    private static string? NameOf(ExpressionSyntax type) => type switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax { Right: var name } => name.Identifier.ValueText,
        MemberAccessExpressionSyntax { Name: var name } => name.Identifier.ValueText,
        _ => null,
    };

    // With what only says how it is awaited.
    private static ExpressionSyntax Outermost(ExpressionSyntax expression)
    {
        expression = Unparenthesized(expression);
        while (expression.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" or "WithCancellation", Parent: InvocationExpressionSyntax call })
        {
            expression = Unparenthesized(call);
        }

        return expression;
    }

    private static ExpressionSyntax Unparenthesized(ExpressionSyntax expression)
    {
        while (expression.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized;
        }

        return expression;
    }
}
