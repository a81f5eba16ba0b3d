using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>A kind of edit, in one file.</summary>
/// <param name="Name">What is edited.</param>
/// <param name="File">The file.</param>
/// <param name="Source">The file's text after the edit of a number.</param>
/// <param name="IsSeen">Whether it changes what is emitted.</param>
/// <param name="TimeAim">What the edit's time is to come to.</param>
internal sealed record SampleEdit(string Name, string File, Func<int, string> Source, bool IsSeen = false, Aim? TimeAim = null)
{
    private const int Edited = 7;

    public static IReadOnlyList<SampleEdit> All { get; } =
    [
        new("unrelated edit", SampleProject.OtherFile(Edited), UnrelatedEdit, TimeAim: Aim.AtMost(1.3)),
        new("comment edit", SampleProject.TaskFile(Edited), edit => SampleSources.Task(Edited, comment: $"Edit {edit}.")),
        new("body edit", SampleProject.TaskFile(Edited), edit => SampleSources.Task(Edited, greeting: $"order, edit {edit},")),
        new("shape edit", SampleProject.TaskFile(Edited), edit => SampleSources.Task(Edited, stream: $", TaskStream<int> Edit{edit}"), IsSeen: true),
    ];

    public CSharpCompilation Apply(CSharpCompilation compilation, int edit)
    {
        var tree = compilation.SyntaxTrees.Single(tree => tree.FilePath == File);
        return compilation.ReplaceSyntaxTree(tree, SampleProject.Parse(File, Source(edit)));
    }

    private static string UnrelatedEdit(int edit) => SampleSources.Other(Edited, member: $"public int Edit{edit} => {edit};");
}
