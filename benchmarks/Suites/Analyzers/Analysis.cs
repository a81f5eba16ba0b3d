using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>
/// A program is analyzed by the compiler alone, and by the compiler with all rules. The rules' own time is what their code takes, and what it
/// asks of the compiler, as the compiler's own watch on each rule has it; it has none on the suppressor. The added time is all that a build takes
/// longer: the suppressor, and the compiler's work on behalf of any analyzer, are in it. The latter is what a rule adds that does nothing.
/// </summary>
internal sealed class Analysis(ShopProgram program) : Comparison
{
    private const int FixedReadings = 5;
    private const int Shown = 5;
    private static readonly Aim Aim = Aim.AtMost(0.15);

    private readonly double[] ofRules = new double[AllRules.Analyzers.Length];
    private Compilation compilation = null!;
    private LapTime? alone;

    public override string Name => program.Name;

    public override string Beside => "compiler alone";

    public override IReadOnlyList<Metric> Metrics =>
    [
        new("rules' own time", "ms", Aim),
        new("added time", "ms"),
        new("added time of a rule that does nothing", "ms"),
        new("added processor time", "ms"),
        new("added allocation", "MB"),
        .. Enumerable.Range(0, ofRules.Length)
            .OrderByDescending(rule => ofRules[rule])
            .Take(Shown)
            .Select(rule => new Metric("of it " + NameOf(AllRules.Analyzers[rule]), "ms", Reading: FixedReadings + rule)),
    ];

    public override async Task PrepareAsync()
    {
        compilation = program.Generate();
        await AllRules.CheckAsync(Fresh(), program);
    }

    public override async Task<double[]> RunOursAsync()
    {
        var lap = Lap.Start();
        await AllRules.Over(Fresh(), program).GetAllDiagnosticsAsync();
        var together = lap.Stop();
        Heap.Clean();
        var own = await OwnTimesAsync();
        Heap.Clean();
        var idle = await IdleAsync();
        Heap.Clean();
        var bare = Alone();
        return
        [
            own.Sum(),
            (together.Elapsed - bare.Elapsed).TotalMilliseconds,
            (idle.Elapsed - bare.Elapsed).TotalMilliseconds,
            (together.Computed - bare.Computed).TotalMilliseconds,
            (together.AllocatedBytes - bare.AllocatedBytes) / 1e6,
            .. own,
        ];
    }

    public override Task<double[]> RunBesideAsync()
    {
        var lap = Alone();

        // Of other programs that take the processor a long lap sees much and a rule's short turns little: the rules stand beside processor time.
        var computed = lap.Computed.TotalMilliseconds;
        return Task.FromResult<double[]>([computed, lap.Elapsed.TotalMilliseconds, lap.Elapsed.TotalMilliseconds, computed, lap.AllocatedBytes / 1e6, .. ofRules.Select(_ => computed)]);
    }

    private static string NameOf(DiagnosticAnalyzer rule) => rule.GetType().Name;

    // What is added is added to the compiler's lap of the same round: whoever needs it first does it, the other takes it.
    private LapTime Alone()
    {
        if (alone is { } done)
        {
            alone = null;
            return done;
        }

        var lap = Lap.Start();
        Fresh().GetDiagnostics();
        alone = lap.Stop();
        return alone.Value;
    }

    private async Task<LapTime> IdleAsync()
    {
        var lap = Lap.Start();
        await AllRules.Over(Fresh(), program, [new IdleRule()]).GetAllDiagnosticsAsync();
        return lap.Stop();
    }

    private async Task<double[]> OwnTimesAsync()
    {
        var result = await AllRules.Over(Fresh(), program).GetAnalysisResultAsync(CancellationToken.None);
        var times = AllRules.Analyzers.Select(rule => result.AnalyzerTelemetryInfo[rule].ExecutionTime.TotalMilliseconds).ToArray();
        for (var rule = 0; rule < times.Length; rule++)
        {
            ofRules[rule] += times[rule];
        }

        return times;
    }

    // Its files are parsed and its references read; nothing of it is bound.
    private Compilation Fresh() => compilation.Clone();
}
