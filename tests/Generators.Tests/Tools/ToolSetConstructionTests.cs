using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>How a set is made: of the services of whoever asks for it.</summary>
public sealed class ToolSetConstructionTests
{
    private const string Source = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public interface IService { string Name { get; } }
        public sealed class Service(string name) : IService { public string Name => name; }
        public interface IAbsent;
        public sealed class Scoped : IDisposable { public bool IsDisposed { get; private set; } public void Dispose() => IsDisposed = true; }

        [Tools]
        public sealed partial class Many(
            IService plain, [FromKeyedServices("k")] IService keyed, [FromKeyedServices("none")] IService? absentKey, IAbsent? absent, IServiceProvider services, IEnumerable<IService> all, IAbsent? defaulted = null, int number = 3)
        {
            [Tool] public string Describe() => $"{plain.Name} {keyed.Name} {absentKey is null} {absent is null} {services.GetService<IService>() == plain} {all.Count()} {defaulted is null} {number}";
        }

        [Tools] public sealed partial class Missing(IAbsent absent) { [Tool] public string Describe() => absent.ToString()!; }

        [ToolTask("inner")] public sealed partial class Inner { public string Run() => "inner"; }
        [Tools(typeof(Inner))] public sealed partial class ScopedTools(Scoped scoped, IServiceProvider services) { public Scoped Scoped => scoped; [Tool] public bool IsOwn() => services.GetService<Scoped>() == scoped && !scoped.IsDisposed; }

        [Tools] public sealed partial class Nested(ScopedTools tools, Many many) { [Tool] public string Describe() => $"{tools.IsOwn()} {many.Describe().Length > 0}"; }

        [Task("uses", MaxAttempts = 1)]
        public sealed partial class Uses(ScopedTools tools, ScopedTools other, Scoped scoped)
        {
            public async Task<string> RunAsync() => $"{tools.Scoped == scoped} {tools == other} {await Calls.CallAsync(tools.Functions, "isOwn", "{}")} {await Calls.CallAsync(tools.Functions, "inner", "{}")}";
        }

        [Tools] public sealed partial class Preferred
        {
            private readonly string how;
            public Preferred() => how = "default";
            [ActivatorUtilitiesConstructor] public Preferred(IService service) => how = service.Name;
            [Tool] public string Describe() => how;
        }

        [Tools] public sealed partial record RecordTools(IService Service) { [Tool] public string Describe() => Service.Name; }
        [Tools] public partial class Empty;

        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services
                .AddSingleton<IService>(new Service("plain"))
                .AddKeyedSingleton<IService>("k", new Service("keyed"))
                .AddScoped<Scoped>()
                .AddRunnel(runnel => runnel.AddTasks());
        }

        public static partial class Scenario
        {
            public static Task<string> Scopes(IServiceProvider services)
            {
                Scoped first, second;
                using (var scope = services.CreateScope())
                {
                    first = scope.ServiceProvider.GetRequiredService<ScopedTools>().Scoped;
                    if (first != scope.ServiceProvider.GetRequiredService<Scoped>()) return Task.FromResult("another scope's");
                }

                using (var scope = services.CreateScope()) second = scope.ServiceProvider.GetRequiredService<ScopedTools>().Scoped;
                return Task.FromResult($"{first == second} {first.IsDisposed} {second.IsDisposed}");
            }

            public static async Task<string> Missing(IServiceProvider services)
            {
                await Task.Yield();
                try { return services.GetRequiredService<Missing>().Describe(); }
                catch (InvalidOperationException exception) { return exception.Message.Contains("IAbsent") ? "named" : exception.Message; }
            }

            // Made by hand, as in a user's test: methods can be called, tool tasks cannot.
            public static async Task<string> ByHand(IServiceProvider services)
            {
                var tools = new ScopedTools(new Scoped(), services);
                return await Calls.CallAsync(tools.Functions, "isOwn", "{}") + " " + await Calls.CallAsync(tools.Inner, "{}");
            }

            public static async Task<string> Count(IServiceProvider services) => services.GetRequiredService<Empty>().Functions.Count.ToString();
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => ToolProgram.Of("#pragma warning disable CS1998\n" + Source).Generate().Load());

    [Theory]
    [InlineData("Many", "plain keyed True True True 1 True 3")]
    [InlineData("Preferred", "plain")]
    [InlineData("RecordTools", "plain")]
    [InlineData("Nested", "True True")]
    public async Task Constructor_IsGivenServices(string set, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallToolAsync(set, "describe"));
    }

    [Theory]
    [InlineData("Scopes", "False True True")]
    [InlineData("Missing", "named")]
    [InlineData("ByHand", "False RunnelException: The tool 'inner' has no way to its runs. Take it, or the set of tools that it is in, from the services of a host that calls AddTasks() in AddRunnel.")]
    [InlineData("Count", "0")]
    public async Task Set_BelongsToWhoeverAskedForIt(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }

    [Fact]
    public async Task SetOfATask_HasTheScopeOfTheAttempt()
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal("\"True False True inner\"", await program.RunAsync("uses"));
    }
}
