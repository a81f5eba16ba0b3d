using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>How a task is made: its services, one scope per attempt, disposed after it.</summary>
public sealed class ConstructionTests
{
    private const string Source = """
        using System.Collections.Concurrent;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public enum Place { Here, There }
        public interface IService { string Name { get; } }
        public sealed class Service(string name) : IService { public string Name => name; }
        public interface IAbsent;
        public readonly struct Size(int n) { public int N => n; }

        public sealed class Scoped : IAsyncDisposable
        {
            public int Attempt { get; set; }
            public ValueTask DisposeAsync() { Journal.Write(Attempt, "scope disposed"); return default; }
        }

        public static class Journal
        {
            private static readonly ConcurrentQueue<(int Attempt, string Text)> lines = new();
            public static void Write(int attempt, string text) => lines.Enqueue((attempt, text));

            // An attempt may begin while the one before is still disposed of.
            public static string Read() { var text = string.Join("; ", lines.OrderBy(line => line.Attempt).Select(line => $"{line.Attempt} {line.Text}")); lines.Clear(); return text; }
        }

        [Task("services")]
        public sealed partial class Services(
            IService plain, [FromKeyedServices("k\"1")] IService keyed, [FromKeyedServices(Place.There)] IService place, [FromKeyedServices(7)] IService? numbered,
            [FromKeyedServices("none")] IService? absentKey, IAbsent? absent, IServiceProvider provider, IEnumerable<IService> all, Func<int> function, int[] numbers, Size size,
            IAbsent? defaulted = null, int number = 3, int? maybe = 4, string text = "x", Place at = Place.There, CancellationToken token = default, double registered = 1)
        {
            public string Run() => string.Join(" ",
                plain.Name, keyed.Name, place.Name, numbered!.Name, absentKey is null, absent is null, provider.GetRequiredService<IService>() == plain, all.Count(), function(), numbers.Length, size.N,
                defaulted is null, number, maybe, text, at, token.CanBeCanceled, registered);
        }

        [Task("scoped", MaxAttempts = 2, RetryMinDelaySeconds = 0)]
        public sealed partial class ScopedTask(Scoped one, Scoped two, IServiceProvider provider, TimeProvider time) : IDisposable
        {
            public string Run(TaskContext context)
            {
                one.Attempt = context.Attempt;
                Journal.Write(one.Attempt, $"run {one == two} {provider.GetRequiredService<Scoped>() == one} {time == TimeProvider.System}");
                return context.Attempt == 1 ? throw new InvalidOperationException("first") : "done";
            }

            public void Dispose() => Journal.Write(one.Attempt, "task disposed");
        }

        [Task("async-disposable")]
        public sealed partial class AsyncDisposable : IAsyncDisposable, IDisposable
        {
            public void Run() => Journal.Write(1, "run");
            public async ValueTask DisposeAsync() { await Task.Yield(); Journal.Write(1, "disposed asynchronously"); }
            public void Dispose() => Journal.Write(1, "disposed");
        }

        [Task("missing", MaxAttempts = 1)] public sealed partial class Missing(IAbsent absent) { public string Run() => absent.ToString()!; }

        [Task("preferred")] public sealed partial class Preferred
        {
            private readonly string how;
            public Preferred() => how = "default";
            [ActivatorUtilitiesConstructor] public Preferred(IService service) => how = service.Name;
            public string Run() => how;
        }

        [Task("required")] public sealed partial class Required
        {
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Required(IService service) => Name = service.Name;
            public required string Name { get; init; }
            public string Run() => Name;
        }

        [Task("record")] public sealed partial record RecordTask(IService Service) { public string Run() => Service.Name; }

        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services
                .AddSingleton<IService>(new Service("plain"))
                .AddKeyedSingleton<IService>("k\"1", new Service("keyed"))
                .AddKeyedSingleton<IService>(Place.There, new Service("there"))
                .AddKeyedSingleton<IService>(7, new Service("seven"))
                .AddSingleton<Func<int>>(() => 9)
                .AddSingleton(new[] { 1, 2 })
                .AddSingleton(typeof(Size), new Size(5))
                .AddSingleton(typeof(double), 2.5)
                .AddSingleton(TimeProvider.System)
                .AddScoped<Scoped>()
                .AddRunnel(runnel => runnel.AddTasks());
        }

        public static class Scenario
        {
            // The disposal comes after the run's end.
            public static async Task<string> Journal(IServiceProvider services)
            {
                await services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().Last().StopAsync(default);
                return global::Journal.Read();
            }
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source).Generate().Load());

    [Theory]
    [InlineData("services", "\"plain keyed there seven True True True 1 9 2 5 True 3 4 x There False 2.5\"")]
    [InlineData("preferred", "\"plain\"")]
    [InlineData("required", "\"plain\"")]
    [InlineData("record", "\"plain\"")]
    public async Task Constructor_IsGivenServices(string taskId, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.RunAsync(taskId));
    }

    [Fact]
    public async Task MissingService_FailsTheAttemptAndIsNamed()
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Contains("IAbsent", await program.RunAsync("missing"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scoped", "1 run True True True; 1 task disposed; 1 scope disposed; 2 run True True True; 2 task disposed; 2 scope disposed")]
    [InlineData("async-disposable", "1 run; 1 disposed asynchronously")]
    public async Task TaskAndScope_LiveForOneAttempt(string taskId, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        await program.RunAsync(taskId);
        await program.StopAsync();

        Assert.Equal(expected, await program.CallAsync("Journal"));
    }
}
