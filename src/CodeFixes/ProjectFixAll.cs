using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Runnel.CodeFixes;

/// <summary>Fixes that change another file than the one that is reported: all of a project at once, so that they share that file.</summary>
/// <param name="title">What the fix is called.</param>
/// <param name="fix">Makes the change for a project.</param>
internal sealed class ProjectFixAll(string title, Func<Project, ImmutableArray<Diagnostic>, CancellationToken, Task<Solution>> fix) : FixAllProvider
{
    public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

    public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(
        CodeAction.Create(title, cancellationToken => FixAsync(fixAllContext.WithCancellationToken(cancellationToken)), fixAllContext.CodeActionEquivalenceKey));

    private async Task<Solution> FixAsync(FixAllContext context)
    {
        if (context is { Scope: FixAllScope.Document, Document: { } document })
        {
            return await fix(context.Project, await context.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false), context.CancellationToken).ConfigureAwait(false);
        }

        // A change to one project leaves the documents of the others as they are.
        var solution = context.Solution;
        var projects = context.Scope == FixAllScope.Solution ? solution.ProjectIds : [context.Project.Id];
        foreach (var id in projects)
        {
            if (context.Solution.GetProject(id) is { } original && solution.GetProject(id) is { } project)
            {
                var diagnostics = await context.GetAllDiagnosticsAsync(original).ConfigureAwait(false);
                solution = await fix(project, diagnostics, context.CancellationToken).ConfigureAwait(false);
            }
        }

        return solution;
    }
}
