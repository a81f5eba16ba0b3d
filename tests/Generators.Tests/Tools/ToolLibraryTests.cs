using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>Tool tasks and sets of other assemblies, as compiled files and as projects of an editor's solution.</summary>
public sealed class ToolLibraryTests
{
    private const string Library = """
        using Runnel;
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Friend")]

        namespace Billing;

        public record Invoice(string Customer);
        [ToolTask("bill", Name = "billIt", Description = "Bills")] public partial class Bill { public string Run(string customer, int times = 1) => customer + times; }
        [ToolTask("pay")] public partial class Pay { public Invoice Run(Invoice invoice) => invoice; }
        [ToolTask("hidden")] internal partial class Hidden { public string Run() => "hidden"; }
        public abstract class Inherited { public string Run(string? text = null) => text ?? "inherited"; }
        [ToolTask("inherits")] public partial class Inherits : Inherited;
        [Tools(typeof(Bill), typeof(Hidden))] public partial class BillingTools { [Tool] public int Count(int from, int to) => to - from; }
        [Tools(typeof(Hidden))] internal partial class HiddenTools { [Tool] public int One() => 1; }
        [TaskModule] public static partial class BillingTasks;
        """;

    private const string App = """
        using Billing;
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        [ToolTask("own")] public partial class Own { public string Run(string text) => text; }
        [Tools(typeof(Bill), typeof(Own), typeof(Pay), typeof(Inherits))] public sealed partial class AppTools(BillingTools billing) { [Tool] public int Tools() => billing.Functions.Count; }
        [Tools(typeof(Bill))] public sealed partial class BillTools;
        [Streams] public sealed partial record S(TaskStream<ITextStreamPart<AppTools>> Mine, TaskStream<ITextStreamPart<BillingTools>> Theirs);

        [Task("chat")]
        public partial class Chat
        {
            public async Task RunAsync(S streams)
            {
                await streams.Mine.WriteAsync(new Bill.ToolCall("1", new("a")));
                await streams.Theirs.WriteAsync(new Bill.ToolResult("1", new("a"), "b"));
                await streams.Theirs.WriteAsync(new BillingTools.CountToolResult("2", new(1, 2), 1));
            }
        }

        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services.AddRunnel(runnel => runnel.AddTasks().Add(BillingTasks.Module));
        }

        public static partial class Scenario
        {
            public static async Task<string> Parts(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<Chat.TaskClient>().TriggerAndSubscribeAsync())
                {
                    switch (part)
                    {
                        case Chat.StreamPart.Mine(Bill.ToolCall { Arguments.Times: var times }): seen.Add($"call {times}"); break;
                        case Chat.StreamPart.Theirs(Bill.ToolResult { Output: var output }): seen.Add(output); break;
                        case Chat.StreamPart.Theirs(BillingTools.CountToolResult { Arguments.To: var to }): seen.Add($"count {to}"); break;
                    }
                }

                return string.Join("; ", seen);
            }
        }
        """;

    private static readonly Lazy<GeneratedProject> LibraryProject = new(() => (UserProject.Of(Library) with { AssemblyName = "Billing" }).Generate());

    private static readonly Lazy<LoadedProject> Project = new(() => Referencing(LibraryProject.Value.ToReference(), App).Generate().Load(LibraryProject.Value));

    [Theory]
    [InlineData("AppTools", "billIt", """{"customer":"a"}""", "a1")]
    [InlineData("AppTools", "own", """{"text":"a"}""", "a")]
    [InlineData("AppTools", "pay", """{"customer":"a"}""", """{"customer":"a"}""")]
    [InlineData("AppTools", "inherits", "{}", "inherited")]
    [InlineData("AppTools", "tools", "{}", "3")]
    [InlineData("BillTools", "billIt", """{"customer":"a","times":2}""", "a2")]
    public async Task ToolOfALibrary_IsCalled(string set, string tool, string arguments, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallToolAsync(set, tool, arguments));
    }

    [Fact]
    public async Task PartsOfALibrarysTools_ArriveTyped()
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal("call 1; b; count 2", await program.CallAsync("Parts"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LibraryAsFileOrAsProject_IsTheSame(bool asFile)
    {
        var project = Referencing(Reference(LibraryProject.Value, asFile), App).Generate().AssertCompiles();

        Assert.Contains("public global::Billing.Bill.ToolFunction Bill =>", project.Sources["AppTools.Tools.g.cs"], StringComparison.Ordinal);
        Assert.Contains("The tool \"billIt\"", project.Sources["AppTools.Tools.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InternalToolOfAFriend_IsAnInternalMember(bool asFile)
    {
        var project = (Referencing(Reference(LibraryProject.Value, asFile), "[Runnel.Tools(typeof(Billing.Hidden))] public partial class S;") with { AssemblyName = "Friend" }).Generate().AssertCompiles();

        Assert.Contains("internal global::Billing.Hidden.ToolFunction Hidden =>", project.Sources["S.Tools.g.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void InternalToolOfAStranger_IsTheCompilersErrorAlone(bool asFile)
    {
        var project = Referencing(Reference(LibraryProject.Value, asFile), "[Runnel.Tools(typeof(Billing.Hidden), typeof(Billing.Bill))] public partial class S;").Generate();

        Assert.Equal(["CS0122"], project.ErrorIds);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ToolTaskThatNothingWasEmittedInto_IsLeftOut(bool asFile)
    {
        var library = UserProject.Of("""using Runnel; [ToolTask("t")] public class T { public void Run() { } }""") with { AssemblyName = "Lib" };
        var project = Referencing(Reference(library.Generate(), asFile), "[Runnel.Tools(typeof(T))] public partial class S;").Generate();

        Assert.Empty(project.ErrorIds);
        Assert.DoesNotContain("T.ToolFunction", project.Sources["S.Tools.g.cs"], StringComparison.Ordinal);
    }

    private static MetadataReference Reference(GeneratedProject library, bool asFile)
    {
        if (!asFile)
        {
            return library.ToReference();
        }

        using var image = new MemoryStream();
        Assert.True(library.AssertCompiles().Compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static UserProject Referencing(MetadataReference library, params string[] sources) =>
        ToolProgram.Of(sources) with { References = [.. UserProject.FrameworkReferences, library] };
}
