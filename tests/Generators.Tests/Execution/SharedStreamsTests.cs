using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>Several tasks take one [Streams] record; each has a union of its own.</summary>
public sealed class SharedStreamsTests
{
    private const string Source = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        [Streams] public sealed partial record Progress(TaskStream<int> Percent, TaskStream<string> Lines);
        [Streams] public sealed partial record Nothing();
        [Task("one")] public sealed partial class One { public async Task RunAsync(Progress progress) => await progress.Percent.WriteAsync(1); }
        [Task("two")] public sealed partial class Two { public async Task<int> RunAsync(int by, Progress progress) { await progress.Percent.WriteAsync(by); await progress.Lines.WriteAsync("two"); return by; } }
        [Task("none")] public sealed partial class None { public string Run(Nothing nothing) => nothing.ToString(); }
        [TaskClient<NoPayload, NoOutput, Progress>("three")] public sealed partial class Three;

        public static class Scenario
        {
            public static async Task<string> Both(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<One.TaskClient>().TriggerAndSubscribeAsync())
                    if (part is One.StreamPart.Percent(var percent)) seen.Add($"one {percent}");
                await foreach (var part in services.GetRequiredService<Two.TaskClient>().TriggerAndSubscribeAsync(by: 2))
                    seen.Add(part switch { Two.StreamPart.Percent(var percent) => $"two {percent}", Two.StreamPart.Lines(var line) => line, _ => "" });
                return string.Join(",", seen.Where(text => text.Length > 0));
            }
        }
        """;

    [Fact]
    public async Task TasksOnOneRecord_StreamEachToItsOwn()
    {
        await using var program = await RunningProgram.StartAsync(UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

        Assert.Equal("one 1,two 2,two", await program.CallAsync("Both"));
        Assert.Equal("\"Nothing { }\"", await program.RunAsync("none"));
    }
}
