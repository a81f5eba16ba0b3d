using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Generator;

/// <summary>What the generator costs an editor.</summary>
internal static class GeneratorSuite
{
    public static Suite Create() => new("generator", "the generator over a project that is opened and edited", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        foreach (var (tasks, others) in new[] { (200, 300), (1_000, 2_000) })
        {
            var project = new SampleProject(scale.Of(tasks), scale.Of(others));
            yield return new ColdStart(project);
            foreach (var edit in SampleEdit.All)
            {
                yield return new Editing(project, edit);
            }
        }
    }
}
