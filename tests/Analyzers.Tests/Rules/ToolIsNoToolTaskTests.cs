using Microsoft.CodeAnalysis;
using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolIsNoToolTaskTests
{
    private const string GetWeather = """[ToolTask("get-weather")] public partial class GetWeather { public void Run(string city) { } }""";
    private const string Mend = "name a class with [ToolTask], or remove it";

    [Theory]
    [InlineData("[|typeof(int)|]", "int")]
    [InlineData("[|typeof(int[])|]", "int[]")]
    [InlineData("typeof(GetWeather), [|typeof(Plain)|]", "Plain")]
    [InlineData("[|typeof(List<>)|]", "System.Collections.Generic.List<>")]
    [InlineData("[|typeof(W)|], typeof(GetWeather)", "W")]
    [InlineData("[|typeof(GetWeather.ToolFunction)|]", "GetWeather.ToolFunction")]
    [InlineData("[|null|]", "null")]
    [InlineData("typeof(GetWeather), [|null|]", "null")]
    [InlineData("[|new[] { typeof(GetWeather), typeof(int) }|]", "int")]
    public Task OtherType_IsReported(string tools, string type) => Verify.ReportsAsync(
        Rule.ToolIsNoToolTask, Message(type, Mend), $$"""[Tools({{tools}})] public partial class W;""", """[Task("p")] public partial class Plain { public void Run() { } }""", GetWeather, Caller.OfW);

    [Theory]
    [InlineData("typeof(Undefined)", "CS0246")]
    [InlineData("typeof(GetWeather), typeof(List<Undefined>)", "CS0246")]
    [InlineData("typeof(Undefined.Inner)", "CS0246")]
    [InlineData("typeof(Outer.Hidden)", "CS0122")]
    [InlineData("", "CS1026")]
    [InlineData("1", "CS1503")]
    public Task TypeThatDoesNotExist_IsTheCompilersErrorAlone(string tools, string error) => Verify.HasErrorsAsync(
        UserProgram.Of($"[Tools({tools}{(tools.Length == 0 ? "" : ")")}] public partial class W;", GetWeather, "public class Outer { class Hidden; }", Caller.OfW), error);

    [Theory]
    [InlineData("""[ToolTask("t")] public partial class T { }""", "RNL1007")]
    [InlineData("""[ToolTask("t")] public class T { public void Run() { } }""", "RNL1001")]
    [InlineData("""[ToolTask("t")] public partial class T<TItem> { public void Run() { } }""", "RNL1002")]
    [InlineData("""[ToolTask("t")] file partial class T { public void Run() { } }""", "RNL1004")]
    [InlineData("""[ToolTask("t t")] public partial class T { public void Run() { } }""", "RNL1005")]
    [InlineData("""[ToolTask("t", MaxAttempts = 0)] public partial class T { public void Run(int a) { } }""", "RNL1022")]
    [InlineData("""[ToolTask("t")] public partial class T { public object Run(int a) => a; }""", "RNL1011")]
    [InlineData("""[ToolTask("t")] public partial class T { T() { } public int Run(int a) => a; }""", "RNL1015")]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run(int a) => a; int ToolResult => 1; }""", "RNL1019")]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run(int a, Undefined b) => a; }""", "CS0246")]
    public Task ToolTaskThatIsBroken_IsReportedThereAlone(string task, string error) => Verify.HasErrorsAsync(
        UserProgram.Of($"{task} [Tools(typeof({(task.Contains("TItem", StringComparison.Ordinal) ? "T<>" : "T")}), typeof(GetWeather))] public partial class W {{ [Tool] public int Add(int a) => a; }}", GetWeather, Caller.OfW), error);

    [Fact]
    public Task ToolTaskThatWasBuiltWithoutTheGenerator_IsReported()
    {
        var library = (UserProgram.Of(GetWeather) with { AssemblyName = "Library" }).Compile();
        return Verify.ReportsAsync(
            Rule.ToolIsNoToolTask,
            Message("GetWeather", "its assembly was built without what Runnel generates for it; mend and build that first"),
            UserProgram.Of("[Tools([|typeof(GetWeather)|])] public partial class W;", Caller.OfW) with { References = [Image(library)] });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task ToolTaskOfAReferencedAssembly_IsNotReported(bool isCompiled)
    {
        var library = (UserProgram.Of(GetWeather) with { AssemblyName = "Library" }).Generate().Compilation;
        return Verify.IsSilentAsync(
            UserProgram.Of(
                """
                [Tools(typeof(GetWeather))] public partial class W { [Tool] public int Add(int a) => a; }
                public class User { public string Use(W tools, ITextStreamPart<W> part) => part is GetWeather.ToolCall { Arguments.City: var city } ? city : tools.GetWeather.Name; }
                """,
                Caller.OfW) with
            {
                References = [isCompiled ? Image(library) : library.ToMetadataReference()],
            });
    }

    [Theory]
    [InlineData("[Tools(typeof(GetWeather))] public partial class W;")]
    [InlineData("[Tools(new[] { typeof(GetWeather) })] public partial class W;")]
    [InlineData("[Tools(tools: typeof(GetWeather))] public partial record W(TimeProvider Time);")]
    [InlineData("[Tools] public partial class W; [ToolTask(\"t\")] public partial class T { public void Run() { } }")]
    public Task ToolTask_IsNotReported(string source) => Verify.IsSilentAsync(source, GetWeather, Caller.OfW);

    private static PortableExecutableReference Image(Compilation library)
    {
        using var stream = new MemoryStream();
        var result = library.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return MetadataReference.CreateFromImage(stream.ToArray());
    }

    private static string Message(string type, string mend) => $"'{type}' cannot be a tool of 'W'; {mend}";
}
