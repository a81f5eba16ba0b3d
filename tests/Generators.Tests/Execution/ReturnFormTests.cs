using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>What a task's method may return.</summary>
public sealed class ReturnFormTests
{
    private const string Source = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public record Answer(string Text);
        public static class Seen { public static int Count; }

        [Task("run-void")] public partial class RunVoid { public void Run() => Interlocked.Increment(ref Seen.Count); }
        [Task("run-value")] public partial class RunValue { public Answer Run() => new("a"); }
        [Task("run-task")] public partial class RunTask { public async Task Run() { await Task.Delay(1); Interlocked.Increment(ref Seen.Count); } }
        [Task("run-task-of-value")] public partial class RunTaskOfValue { public Task<Answer> Run() => Task.FromResult(new Answer("b")); }
        [Task("run-value-task")] public partial class RunValueTask { public async ValueTask Run() { await Task.Delay(1); Interlocked.Increment(ref Seen.Count); } }
        [Task("run-value-task-of-value")] public partial class RunValueTaskOfValue { public ValueTask<Answer> Run() => new(new Answer("c")); }
        [Task("async-void")] public partial class AsyncVoid { public void RunAsync() => Interlocked.Increment(ref Seen.Count); }
        [Task("async-value")] public partial class AsyncValue { public int RunAsync() => 1; }
        [Task("async-task")] public partial class AsyncTask { public async Task RunAsync() { await Task.Delay(1); Interlocked.Increment(ref Seen.Count); } }
        [Task("async-task-of-value")] public partial class AsyncTaskOfValue { public async Task<int?> RunAsync() { await Task.Delay(1); return null; } }
        [Task("async-value-task")] public partial class AsyncValueTask { public async ValueTask RunAsync() { await Task.Delay(1); Interlocked.Increment(ref Seen.Count); } }
        [Task("async-value-task-of-value")] public partial class AsyncValueTaskOfValue { public async ValueTask<string?> RunAsync() { await Task.Delay(1); return null; } }
        [Task("list")] public partial class ListTask { public IReadOnlyList<Answer?> Run() => [new("a"), null]; }
        [Task("map")] public partial class MapTask { public async Task<Dictionary<string, int[]>?> RunAsync() { await Task.Yield(); return new() { ["a"] = [1] }; } }
        public class Base { public virtual Task<Answer> RunAsync() => Task.FromResult(new Answer("base")); }
        [Task("inherited")] public partial class Inherited : Base;
        [Task("overridden")] public partial class Overridden : Base { public override Task<Answer> RunAsync() => Task.FromResult(new Answer("overridden")); }

        public static class Scenario
        {
            public static async Task<string> Typed(IServiceProvider services)
            {
                TaskResult<Answer> value = await (await services.GetRequiredService<RunValue.TaskClient>().TriggerAsync()).WaitAsync();
                TaskResult<int?> nothing = await (await services.GetRequiredService<AsyncTaskOfValue.TaskClient>().TriggerAsync()).WaitAsync();
                TaskResult<NoOutput> none = await (await services.GetRequiredService<RunVoid.TaskClient>().TriggerAsync()).WaitAsync();
                TaskResult<Dictionary<string, int[]>?> map = await (await services.GetRequiredService<MapTask.TaskClient>().TriggerAsync()).WaitAsync();
                return $"{value.GetOutputOrThrow().Text} {nothing.Output is null} {none.IsSuccess} {map.Output!["a"][0]}";
            }

            public static Task<string> Count(IServiceProvider services) => Task.FromResult($"{Seen.Count}");
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("run-value", """{"text":"a"}""")]
    [InlineData("run-task-of-value", """{"text":"b"}""")]
    [InlineData("run-value-task-of-value", """{"text":"c"}""")]
    [InlineData("async-value", "1")]
    [InlineData("async-task-of-value", "null")]
    [InlineData("async-value-task-of-value", "null")]
    [InlineData("list", """[{"text":"a"},null]""")]
    [InlineData("map", """{"a":[1]}""")]
    [InlineData("inherited", """{"text":"base"}""")]
    [InlineData("overridden", """{"text":"overridden"}""")]
    public async Task Output_IsStoredAsJson(string taskId, string output)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(output, await program.RunAsync(taskId));
    }

    [Fact]
    public async Task Output_IsTypedForTheClient()
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal("a True True 1", await program.CallAsync("Typed"));
    }

    [Fact]
    public async Task TaskWithoutOutput_IsAwaitedAndHasNone()
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);
        var before = int.Parse(await program.CallAsync("Count"), null);

        foreach (var taskId in new[] { "run-void", "run-task", "run-value-task", "async-void", "async-task", "async-value-task" })
        {
            Assert.Equal("null", await program.RunAsync(taskId));
            Assert.Equal(++before, int.Parse(await program.CallAsync("Count"), null));
        }
    }
}
