using Microsoft.CodeAnalysis;
using Runnel.Benchmarks.Measuring;
using Runnel.Generators;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>A project is opened: parsed, but nothing bound yet. The generator's code is compiled already.</summary>
internal sealed class ColdStart(SampleProject project) : Comparison
{
    public override string Name => $"{project.Name}, opened";

    public override string Beside => "minimal generator";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("time", "ms"),
        new("allocated", "KB"),
        new("files emitted", "files"),
    ];

    public override Task<double[]> RunOursAsync() => Task.FromResult(Open(new RunnelGenerator()));

    public override Task<double[]> RunBesideAsync() => Task.FromResult(Open(new MinimalGenerator()));

    private double[] Open(IIncrementalGenerator generator)
    {
        var compilation = project.Open();
        var lap = Lap.Start();
        var session = new GeneratorSession(generator);
        session.Run(compilation);
        var lapTime = lap.Stop();
        session.Compare();
        return [lapTime.Elapsed.TotalMilliseconds, lapTime.AllocatedBytes / 1e3, session.Emitted];
    }
}
