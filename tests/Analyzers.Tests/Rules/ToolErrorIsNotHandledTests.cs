using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolErrorIsNotHandledTests
{
    private const string Tools = """
        namespace MyApp
        {
            [ToolTask("get-weather")] public sealed partial class GetWeather { public int Run(string location) => location.Length; }
            [Tools(typeof(GetWeather))] public sealed partial class WeatherTools { [Tool] public double Convert(double celsius) => celsius; }
            [Streams] public sealed partial record ChatStreams(TaskStream<ITextStreamPart<WeatherTools>> OpenAI);
            [Task("chat")] public sealed partial class Chat { public void Run(ChatStreams streams) => _ = streams; }
        }
        """;

    [Theory]
    [InlineData("case GetWeather.ToolCall { Arguments.Location: var where }: return where; case GetWeather.ToolResult { Output: var degrees }: return degrees;", "'GetWeather.ToolError'", "an arm for it")]
    [InlineData("case GetWeather.ToolCall or GetWeather.ToolResult: break;", "'GetWeather.ToolError'", "an arm for it")]
    [InlineData("case WeatherTools.ConvertToolCall: break; case WeatherTools.ConvertToolResult(_, _, > 3) result: return result; case GetWeather.ToolError: break;", "'WeatherTools.ConvertToolError'", "an arm for it")]
    [InlineData("case TextDelta: case GetWeather.ToolCall: case GetWeather.ToolResult: case WeatherTools.ConvertToolCall: case WeatherTools.ConvertToolResult: break;", "'GetWeather.ToolError' and 'WeatherTools.ConvertToolError'", "arms for them")]
    public Task SwitchOverParts_IsReported(string arms, string errors, string mend) => VerifyUse.ReportsAsync(
        SubscriberRules.ToolErrorIsNotHandled, Message(errors, mend), Reader($"[|switch|] (part) {{ {arms} }} return null;", "ITextStreamPart<WeatherTools> part"), Tools);

    [Theory]
    [InlineData("case Part.OpenAI(GetWeather.ToolCall { Arguments.Location: var where }): return where; case Part.OpenAI(GetWeather.ToolResult { Output: var degrees }): return degrees;")]
    [InlineData("case Part.OpenAI { Chunk: GetWeather.ToolCall or GetWeather.ToolResult }: break; case Part.StreamEnded: break;")]
    [InlineData("case Part.Run or Part.OpenAI(GetWeather.ToolCall): break; case Part.OpenAI(GetWeather.ToolResult) when part.Attempt > 1: break; case null: break;")]
    public Task SwitchOverStreamParts_IsReported(string arms) => VerifyUse.ReportsAsync(
        SubscriberRules.ToolErrorIsNotHandled, Message("'GetWeather.ToolError'", "an arm for it"), Reader($"[|switch|] (part) {{ {arms} }} return null;", "Part part"), Tools);

    [Fact]
    public Task SwitchExpression_IsReported() => VerifyUse.ReportsAsync(
        SubscriberRules.ToolErrorIsNotHandled,
        Message("'GetWeather.ToolError'", "an arm for it"),
        Reader("return part [|switch|] { Part.OpenAI(GetWeather.ToolCall) => 1, Part.OpenAI(GetWeather.ToolResult) => 2, Part.Run => 3 };", "Part part"),
        Tools);

    [Fact]
    public Task ToolOfAReferencedAssembly_IsReported()
    {
        var library = (UserProgram.Of(Tools) with { AssemblyName = "Library" }).Generate();
        return VerifyUse.ReportsAsync(
            SubscriberRules.ToolErrorIsNotHandled,
            Message("'GetWeather.ToolError'", "an arm for it"),
            UserProgram.Of(Reader("[|switch|] (part) { case Part.OpenAI(GetWeather.ToolCall): case Part.OpenAI(GetWeather.ToolResult): break; } return null;", "Part part")) with
            {
                References = [library.ToReference()],
            });
    }

    [Theory]
    [InlineData("case GetWeather.ToolCall: case GetWeather.ToolResult: case GetWeather.ToolError { Error.Message: \"m\" }: break;")]
    [InlineData("case GetWeather.ToolCall: case GetWeather.ToolResult: break; case IToolError { ToolName: \"n\" }: break;")]
    [InlineData("case GetWeather.ToolCall: case GetWeather.ToolResult: break; case not TextDelta: break;")]
    [InlineData("case GetWeather.ToolCall: case GetWeather.ToolResult: break; default: break;")]
    [InlineData("case GetWeather.ToolCall: case GetWeather.ToolResult: break; case var other: return other;")]
    [InlineData("case GetWeather.ToolResult: break;")]
    [InlineData("case GetWeather.ToolCall: case WeatherTools.ConvertToolResult: break;")]
    [InlineData("case IToolCall: case IToolResult: break;")]
    [InlineData("case DynamicToolCall: case DynamicToolResult: break;")]
    public Task HandledError_Default_AndHalfOfATool_AreNotReported(string arms) => VerifyUse.IsSilentAsync(
        SubscriberRules.ToolErrorIsNotHandled, Reader($"switch (part) {{ {arms} }} return null;", "ITextStreamPart<WeatherTools> part"), Tools);

    [Theory]
    [InlineData("case Part.OpenAI(GetWeather.ToolCall): case Part.OpenAI(GetWeather.ToolResult): break; case Part.OpenAI: break;")]
    [InlineData("case Part.OpenAI(GetWeather.ToolCall): case Part.OpenAI(GetWeather.ToolResult): break; case Part.OpenAI(var other): return other;")]
    [InlineData("case Part.OpenAI(GetWeather.ToolCall): case Part.OpenAI(GetWeather.ToolResult): break; case Part.OpenAI { Chunk: GetWeather.ToolError }: break;")]
    [InlineData("case Part.OpenAI(GetWeather.ToolCall): case Part.OpenAI(GetWeather.ToolResult): break; case not Part.Run: break;")]
    public Task SwitchThatTakesTheError_IsNotReported(string arms) => VerifyUse.IsSilentAsync(
        SubscriberRules.ToolErrorIsNotHandled, Reader($"switch (part) {{ {arms} }} return null;", "Part part"), Tools);

    [Theory]
    [InlineData("GetWeather.ToolError")]
    [InlineData("IToolError")]
    public Task ErrorThatIsAskedForBefore_IsNotReported(string error) => VerifyUse.IsSilentAsync(
        SubscriberRules.ToolErrorIsNotHandled,
        Reader($"if (part is {error}) {{ return null; }} switch (part) {{ case GetWeather.ToolCall: break; case GetWeather.ToolResult: break; }} return null;", "ITextStreamPart<WeatherTools> part"),
        Tools);

    private static string Reader(string body, string parameter) => ChatProgram.Reader(body, parameter);

    private static string Message(string errors, string mend) =>
        $"This switch handles the calls of a tool and their results, but not {errors}, so a call that fails seems never to end; add {mend}";
}
