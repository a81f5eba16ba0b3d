using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Runnel.Benchmarks.Measuring;
using Runnel.Generators;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>A file of an open project is edited, over and over.</summary>
internal sealed class Editing(SampleProject project, SampleEdit edit) : Comparison
{
    private const int EditsPerRun = 5;

    private Editor ours = null!;
    private Editor beside = null!;

    public override string Name => $"{project.Name}, {edit.Name}";

    public override string Beside => "minimal generator";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("time", "ms/edit", edit.TimeAim),
        new("allocated", "KB/edit"),
        .. edit.IsSeen
            ? new Metric[] { new("emitted again", "files/edit"), new("of these, unchanged", "files/edit", Aim.Exactly(0)) }
            : [new("emitted again", "files/edit", Aim.Exactly(0))],
    ];

    public override Task PrepareAsync()
    {
        ours = new Editor(new RunnelGenerator(), project.Open());
        beside = new Editor(new MinimalGenerator(), project.Open());
        return Task.CompletedTask;
    }

    public override Task<double[]> RunOursAsync() => Task.FromResult(ours.Edit(edit));

    public override Task<double[]> RunBesideAsync() => Task.FromResult(beside.Edit(edit));

    private sealed class Editor
    {
        private readonly GeneratorSession session;
        private CSharpCompilation compilation;
        private int edits;

        public Editor(IIncrementalGenerator generator, CSharpCompilation compilation)
        {
            session = new GeneratorSession(generator);
            this.compilation = compilation;
            session.Run(compilation);
            session.Compare();
        }

        /// <summary>Only the generator's run counts: neither the parser's work nor the comparison of what came out.</summary>
        public double[] Edit(SampleEdit edit)
        {
            var (milliseconds, bytes, emitted, inVain) = (0.0, 0.0, 0, 0);
            for (var round = 0; round < EditsPerRun; round++)
            {
                compilation = edit.Apply(compilation, edits++);
                var lap = Lap.Start();
                session.Run(compilation);
                var lapTime = lap.Stop();
                milliseconds += lapTime.Elapsed.TotalMilliseconds;
                bytes += lapTime.AllocatedBytes;
                session.Compare();
                emitted += session.Emitted;
                inVain += session.EmittedInVain;
            }

            return [milliseconds / EditsPerRun, bytes / 1e3 / EditsPerRun, (double)emitted / EditsPerRun, (double)inVain / EditsPerRun];
        }
    }
}
