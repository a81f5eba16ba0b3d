using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class OutputIsUnsupportedTests
{
    [Theory]
    [InlineData("[|IAsyncEnumerable<int>|]", "System.Collections.Generic.IAsyncEnumerable<int>", "a result that streams belongs in a [Streams] record")]
    [InlineData("[|Task<(int, string)>|]", "(int, string)", "a tuple has no JSON form; declare a record")]
    [InlineData("[|object|]", "object", "it says nothing about what is stored; declare a type")]
    [InlineData("[|Task<Task<int>>|]", "System.Threading.Tasks.Task<int>", "a task cannot be stored; use its result")]
    [InlineData("[|ValueTask<Stream>|]", "System.IO.Stream", "a stream cannot be stored; use what is in it")]
    [InlineData("[|Func<int>|]", "System.Func<int>", "a delegate cannot be stored; declare a type for its data")]
    [InlineData("[|IDisposable|]", "System.IDisposable", "an interface cannot be read from JSON; declare a class or record, and take a service in the constructor")]
    [InlineData("[|ReadOnlySpan<char>|]", "System.ReadOnlySpan<char>", "it cannot leave the stack; use an array or a string")]
    [InlineData("[|List<object>|]", "System.Collections.Generic.List<object>", "it says nothing about what is stored; declare a type")]
    [InlineData("[|TaskStream<int>|]", "Runnel.TaskStream<int>", "streams belong in a [Streams] record")]
    public Task ReturnType_IsReported(string returned, string type, string why) => Verify.ReportsAsync(
        Rule.OutputIsUnsupported, Message(type, why), $$"""[Task("t")] public partial class T { public {{returned}} Run() => throw new Exception(); }""", Caller.OfT);

    [Fact]
    public Task ReturnByReference_IsReported() => Verify.ReportsAsync(
        Rule.OutputIsUnsupported,
        Message("int", "it is returned by reference; return the value"),
        """[Task("t")] public partial class T { int x; public [|ref int|] Run() => ref x; }""",
        Caller.OfT);

    [Fact]
    public Task OutputOfAClient_IsReported() => Verify.ReportsAsync(
        Rule.OutputIsUnsupported,
        Message("object", "it says nothing about what is stored; declare a type"),
        """[TaskClient<NoPayload, [|object|], NoStreams>("t")] public partial class T;""",
        Caller.OfT);

    [Theory]
    [InlineData("[|IAsyncEnumerable<int>|]", "System.Collections.Generic.IAsyncEnumerable<int>", "a result that streams belongs in a [Streams] record")]
    [InlineData("[|Task<Stream>|]", "System.IO.Stream", "a stream cannot be stored; use what is in it")]
    [InlineData("[|(int, string)|]", "(int, string)", "a tuple has no JSON form; declare a record")]
    [InlineData("[|ValueTask<object?>|]", "object?", "it says nothing about what is stored; declare a type")]
    public Task OutputOfATool_IsReported(string returned, string type, string why) => Verify.ReportsAsync(
        Rule.OutputIsUnsupported,
        Message(type, why),
        $$"""[Tools] public partial class W { [Tool] public {{returned}} Add() => throw new Exception(); [Tool] public int Sum(int a) => a; }""",
        Caller.OfW);

    [Theory]
    [InlineData("string?")]
    [InlineData("Task<int[]>")]
    [InlineData("ValueTask<Dictionary<string, List<Uri>>?>")]
    [InlineData("Task<IReadOnlyList<DateTimeOffset>>")]
    [InlineData("System.Text.Json.JsonElement")]
    public Task TypeThatJsonHolds_IsNotReported(string returned) => Verify.IsSilentAsync(
        $$"""[Task("t")] public partial class T { public {{returned}} Run() => throw new Exception(); }""", Caller.OfT);

    private static string Message(string type, string why) => $"'{type}' cannot be the output: {why}";
}
