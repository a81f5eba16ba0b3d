using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>Tasks, records of streams and payloads across assemblies.</summary>
public sealed class LibraryTests
{
    private const string Library = """
        using Runnel;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("MyApp")]
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Second")]

        namespace Billing;

        public sealed record Invoice(string Customer, decimal Amount = 1);
        [Streams] public sealed partial record Progress(TaskStream<int> Percent, [Stream("log.lines")] TaskStream<string?> Lines);

        [Task("bill")] public sealed partial class Bill
        {
            public async Task<string> RunAsync(Invoice invoice, Progress progress)
            {
                await progress.Percent.WriteAsync(100);
                return invoice.Customer;
            }
        }

        [Task("remind")] public sealed partial class Remind { public string Run(string customer, int times = 2) => customer + times; }
        [Task("hidden")] internal sealed partial class Hidden { public string Run() => "hidden"; }
        [TaskModule] public static partial class BillingTasks;
        """;

    private const string App = """
        using Billing;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        [Task("pay")] public sealed partial class Pay(Bill.TaskClient bill)
        {
            public async Task<string> RunAsync(Invoice invoice, Progress progress)
            {
                await progress.Percent.WriteAsync(50);
                await progress.Lines.WriteAsync(null);
                var run = await bill.TriggerAsync(invoice with { Customer = invoice.Customer + "!" });
                return (await run.WaitAsync()).GetOutputOrThrow();
            }
        }

        [Task("refund")] public sealed partial class Refund { public async Task RunAsync(Progress progress, string why) => await progress.Lines.WriteAsync(why); }
        [Streams] public sealed partial record Own(TaskStream<Invoice> Invoices);
        [Task("own")] public sealed partial class OwnTask { public async Task RunAsync(Own own, Remind.Arguments arguments) => await own.Invoices.WriteAsync(new Invoice(arguments.Customer)); }

        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services.AddRunnel(runnel => runnel.AddTasks().Add(BillingTasks.Module).Add(BillingTasks.Module));
        }

        public static class Scenario
        {
            public static async Task<string> Pays(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<Pay.TaskClient>().TriggerAndSubscribeAsync(new Invoice("a")))
                {
                    switch (part)
                    {
                        case Pay.StreamPart.Percent(var percent): seen.Add($"{percent}"); break;
                        case Pay.StreamPart.Lines(null): seen.Add("null"); break;
                        case Pay.StreamPart.Run({ Status: RunStatus.Completed, Output: { } output }): seen.Add(output); break;
                    }
                }

                return string.Join(",", seen);
            }

            public static async Task<string> Remembers(IServiceProvider services) => (await (await services.GetRequiredService<Remind.TaskClient>().TriggerAsync("a")).WaitAsync()).GetOutputOrThrow();
        }
        """;

    private static readonly Lazy<GeneratedProject> LibraryProject = new(() => (UserProject.Of(Library) with { AssemblyName = "Billing" }).Generate());

    private static readonly Lazy<LoadedProject> Project = new(() =>
        Referencing(App, LibraryProject.Value).Generate().Load(LibraryProject.Value));

    [Theory]
    [InlineData("Pays", "50,null,a!")]
    [InlineData("Remembers", "a2")]
    public async Task TasksOfBothAssemblies_RunInOneHost(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }

    [Theory]
    [InlineData("remind", """{"customer":"a","times":3}""", "\"a3\"")]
    [InlineData("hidden", "{}", "\"hidden\"")]
    [InlineData("refund", """{"why":"b"}""", "null")]
    public async Task TasksOfBothAssemblies_RunById(string taskId, string payload, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.RunAsync(taskId, payload));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LibraryAsFileOrAsProject_IsTheSame(bool asFile)
    {
        using var image = new MemoryStream();
        Assert.True(LibraryProject.Value.AssertCompiles().Compilation.Emit(image).Success);
        var reference = asFile ? MetadataReference.CreateFromImage(image.ToArray()) : LibraryProject.Value.ToReference();
        const string Source = """using Runnel; [Task("t")] public partial class T { public void Run(Billing.Invoice invoice, Billing.Progress progress) { } }""";

        var project = new UserProject { Sources = [Source], References = [.. UserProject.FrameworkReferences, reference] }.Generate().AssertCompiles();

        Assert.Contains("\"log.lines\" => new StreamPart.Lines(chunk.Read<string?>())", project.Sources["T.StreamPart.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoAssembliesThatSeeEachOthersInternals_HaveAnAddTasksEach()
    {
        var second = Referencing(
            """
            using Microsoft.Extensions.DependencyInjection;
            using Runnel;
            [Task("second")] internal sealed partial class Second(Billing.Hidden.TaskClient hidden)
            {
                public async Task<string> RunAsync() => (await (await hidden.TriggerAsync()).WaitAsync()).GetOutputOrThrow() + " from second";
            }
            public static class Startup { public static void Configure(IServiceCollection services) => services.AddRunnel(runnel => runnel.AddTasks().Add(Billing.BillingTasks.Module)); }
            """,
            LibraryProject.Value) with { AssemblyName = "Second" };
        await using var program = await RunningProgram.StartAsync(second.Generate().Load(LibraryProject.Value));

        Assert.Equal("\"hidden from second\"", await program.RunAsync("second"));
    }

    private static UserProject Referencing(string source, GeneratedProject library) =>
        new() { Sources = [source], References = [.. UserProject.FrameworkReferences, library.ToReference()] };
}
