using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Runnel.CodeFixes;
using Runnel.Generators;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A user's program in an editor: its generator runs as its files change, and the fixes of one rule are offered.</summary>
internal sealed class FixedProgram
{
    private readonly string rule;

    private FixedProgram(Solution solution, string rule) => (Solution, this.rule) = (solution, rule);

    /// <summary>All fixers of the assembly.</summary>
    public static ImmutableArray<CodeFixProvider> Fixers { get; } =
    [
        .. from type in typeof(StreamIsNotHandledFixer).Assembly.GetTypes()
           where type.IsSubclassOf(typeof(CodeFixProvider)) && !type.IsAbstract
           orderby type.FullName
           select (CodeFixProvider)Activator.CreateInstance(type)!,
    ];

    public Solution Solution { get; }

    private CodeFixProvider Fixer => Fixers.Single(fixer => fixer.FixableDiagnosticIds.Contains(rule));

    public static FixedProgram Open(UserProgram program, DiagnosticDescriptor rule)
    {
        var compilation = program.Compile();
        var project = ProjectId.CreateNewId();
        var solution = new AdhocWorkspace().CurrentSolution
            .AddProject(ProjectInfo.Create(
                project,
                VersionStamp.Default,
                compilation.AssemblyName!,
                compilation.AssemblyName!,
                LanguageNames.CSharp,
                compilationOptions: compilation.Options,
                parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options,
                metadataReferences: compilation.References,
                analyzerReferences: [new GeneratorReference()]));
        foreach (var tree in compilation.SyntaxTrees)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(project), tree.FilePath, SourceText.From(tree.ToString()), filePath: tree.FilePath);
        }

        return new FixedProgram(ProjectOptions.AddTo(solution, project, program), rule.Id);
    }

    public async Task<string> TextOfAsync(string file) => (await Document(file).GetTextAsync()).ToString();

    /// <summary>Applies a refactoring at a text of a file, or returns null where there is none.</summary>
    public async Task<FixedProgram?> RefactorAsync(CodeRefactoringProvider provider, string file, string at)
    {
        var document = Solution.Projects.Single().Documents.Single(document => document.FilePath == file);
        var start = (await document.GetTextAsync()).ToString().IndexOf(at, StringComparison.Ordinal);
        var actions = new List<CodeAction>();
        await provider.ComputeRefactoringsAsync(new CodeRefactoringContext(document, new TextSpan(start, 0), actions.Add, CancellationToken.None));
        return actions.Count == 0 ? null : await ChangedByAsync(Assert.Single(actions));
    }

    /// <summary>The errors of the program as it is.</summary>
    public async Task<IReadOnlyList<Diagnostic>> ErrorsAsync()
    {
        var compilation = await Solution.Projects.Single().GetCompilationAsync();
        return [.. compilation!.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    /// <summary>What the rule reports, file by file.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync()
    {
        var project = Solution.Projects.Single();
        var compilation = await project.GetCompilationAsync();
        var analyzers = GeneratedProgram.Analyzers.Where(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == rule)).ToImmutableArray();
        var all = await compilation!.WithAnalyzers(analyzers, project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();
        Assert.DoesNotContain(all, diagnostic => diagnostic.Id == "AD0001");
        return [.. all.Where(diagnostic => diagnostic.Id == rule).OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The fixes that are offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(Diagnostic diagnostic)
    {
        var actions = new List<CodeAction>();
        var document = Document(diagnostic.Location.GetLineSpan().Path);
        await Fixer.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        return actions;
    }

    public Task<FixedProgram> ApplyAsync(CodeAction action) => ChangedByAsync(action);

    /// <summary>Applies a fix to all that the rule reports in a document, or in the whole solution.</summary>
    public async Task<FixedProgram> ApplyToAllAsync(FixAllScope scope)
    {
        var first = (await DiagnosticsAsync())[0];
        var action = (await OffersAsync(first))[0];
        var context = new FixAllContext(
            Solution.GetDocument(first.Location.SourceTree)!, Fixer, scope, action.EquivalenceKey, Fixer.FixableDiagnosticIds, new RuleDiagnostics(this), CancellationToken.None);
        return await ChangedByAsync((await Fixer.GetFixAllProvider()!.GetFixAsync(context))!);
    }

    private TextDocument Document(string file) =>
        Solution.Projects.Single().Documents.Concat(Solution.Projects.Single().AdditionalDocuments).Single(document => document.FilePath == file || document.Name == file);

    private async Task<FixedProgram> ChangedByAsync(CodeAction action)
    {
        var operations = await action.GetOperationsAsync(CancellationToken.None);
        return new FixedProgram(operations.OfType<ApplyChangesOperation>().Single().ChangedSolution, rule);
    }

    private sealed class RuleDiagnostics(FixedProgram program) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await program.DiagnosticsAsync();

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            (await program.DiagnosticsAsync()).Where(diagnostic => diagnostic.Location.SourceTree?.FilePath == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }

    private sealed class GeneratorReference : AnalyzerReference
    {
        // The workspace knows a generator again by its instance.
        private readonly ImmutableArray<ISourceGenerator> generators = [new RunnelGenerator().AsSourceGenerator()];

        public override string? FullPath => null;

        public override object Id { get; } = new();

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => generators;
    }
}
