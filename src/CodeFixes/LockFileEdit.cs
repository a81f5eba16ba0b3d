using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Runnel.Analyzers.Use;
using Runnel.Analyzers.Use.Contracts;

namespace Runnel.CodeFixes;

/// <summary>Writes contracts into a project's lock file: those that are asked for, so that nothing else is accepted with them.</summary>
internal static class LockFileEdit
{
    public const string Title = "Write the contract into " + LockFile.Name;

    /// <summary>Writes the contracts that diagnostics are about.</summary>
    public static Task<Solution> AcceptAsync(Project project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken) =>
        WriteAsync(project, new HashSet<string>(diagnostics.Select(diagnostic => diagnostic.Properties[ChangedContractAnalyzer.TaskProperty]!), StringComparer.Ordinal), cancellationToken);

    /// <summary>The file of a project.</summary>
    public static TextDocument? Of(Project project) => project.AdditionalDocuments.FirstOrDefault(document => LockFile.Is(Path.GetFileName(document.FilePath ?? document.Name)));

    /// <summary>Adds the file, with all contracts of the project.</summary>
    public static async Task<Solution> CreateAsync(Project project, CancellationToken cancellationToken)
    {
        if (await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return project.Solution;
        }

        var path = Path.GetDirectoryName(project.FilePath) is { Length: > 0 } folder ? Path.Combine(folder, LockFile.Name) : LockFile.Name;
        var text = new LockFileText(SourceText.From(""));
        foreach (var contract in DeclaredContracts.Of(compilation).All)
        {
            text.Write(contract);
        }

        return project.AddAdditionalDocument(LockFile.Name, SourceText.From(text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)), filePath: path).Project.Solution;
    }

    private static async Task<Solution> WriteAsync(Project project, HashSet<string> tasks, CancellationToken cancellationToken)
    {
        if (tasks.Count == 0 || Of(project) is not { } file || await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation)
        {
            return project.Solution;
        }

        var before = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
        var declared = DeclaredContracts.Of(compilation);
        var text = new LockFileText(before);
        foreach (var task in tasks.OrderBy(task => task, StringComparer.Ordinal))
        {
            if (declared.Find(task) is { } now)
            {
                text.Write(now);
            }
            else
            {
                text.Remove(task);
            }
        }

        return project.Solution.WithAdditionalDocumentText(file.Id, SourceText.From(text.ToString(), before.Encoding, before.ChecksumAlgorithm), PreservationMode.PreserveValue);
    }
}
