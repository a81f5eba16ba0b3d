using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

/// <summary>Nothing is emitted, so callers would have errors of their own: there are none in the first programs.</summary>
public sealed class GeneratedNameIsTakenTests
{
    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } public class [|StreamPart|]; }""", "T", "StreamPart")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } int [|Definition|] => 1; }""", "T", "Definition")]
    [InlineData("""[Task("t")] public partial class T { public void Run(int i) { } record [|Arguments|]; }""", "T", "Arguments")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } public class [|TaskClient|]; }""", "T", "TaskClient")]
    [InlineData("""[Task("t")] public partial class [|TaskClient|] { public void Run() { } }""", "TaskClient", "TaskClient")]
    [InlineData("""public class Base { public int Contract => 1; } [Task("t")] public partial class [|T|] : Base { public void Run() { } }""", "T", "Contract")]
    [InlineData("""[Task("o")] public partial class O { public void Run() { } } [Task("t")] public partial class [|T|] : O { public new void Run() { } }""", "T", "TaskClient")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class T { int [|PartCodec|]; }""", "T", "PartCodec")]
    [InlineData("""[TaskModule] public static partial class M { static int [|Module|] => 1; }""", "M", "Module")]
    public Task NameThatIsTaken_IsReported(string source, string type, string name) => Verify.ReportsAsync(
        Rule.GeneratedNameIsTaken, $"In '{type}' the name '{name}' is taken, which a generated member needs; rename what has it", source);

    [Theory]
    [InlineData("""[Tools] public partial class W { public int [|Functions|] => 1; }""", "W", "Functions")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Convert(int a) => a; public int [|ConvertTool|] => 1; }""", "W", "ConvertTool")]
    [InlineData("""[Tools] public partial class W { [Tool] public int ConvertAsync(int a) => a; public record [|ConvertArguments|](int A); }""", "W", "ConvertArguments")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Convert(int a) => a; [Tool] public int [|ConvertToolCall|](int a) => a; }""", "W", "ConvertToolCall")]
    [InlineData("""[ToolTask("t")] public partial class GetWeather { public void Run() { } } [Tools(typeof(GetWeather))] public partial class W { public int [|GetWeather|] => 1; }""", "W", "GetWeather")]
    [InlineData("""[ToolTask("t")] public partial class @event { public void Run() { } } [Tools(typeof(@event))] public partial class W { public int [|@event|] => 1; }""", "W", "event")]
    [InlineData("""[Tools(typeof(W.GetWeather))] public partial class W { [ToolTask("t")] public partial class [|GetWeather|] { public void Run() { } } }""", "W", "GetWeather")]
    [InlineData("""[ToolTask("t")] public partial class GetWeather { public void Run() { } } namespace N { [Tools(typeof(global::GetWeather))] public partial class [|GetWeather|]; }""", "GetWeather", "GetWeather")]
    [InlineData("""[Tools] public partial class [|Functions|];""", "Functions", "Functions")]
    [InlineData("""[Tools] public partial class W; [Tools] public partial class [|V|] : W;""", "V", "Functions")]
    [InlineData("""[ToolTask("t")] public partial class T { public void Run() { } public class [|ToolCall|]; }""", "T", "ToolCall")]
    public Task NameThatToolsNeed_IsReported(string source, string type, string name) => Verify.ReportsAsync(
        Rule.GeneratedNameIsTaken, $"In '{type}' the name '{name}' is taken, which a generated member needs; rename what has it", source);

    [Theory]
    [InlineData("""[Tools] public partial class W { public record ConvertArguments(int A); [Tool] public int Convert(ConvertArguments a) => a.A; }""")]
    [InlineData("""[Tools] public partial class W { public int ConvertArguments => 1; [Tool] public int Convert() => 1; public int TaskClient => 1; public int Arguments => 1; }""")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Convert() => 1; } public class V : W { public new int Functions => 1; }""")]
    [InlineData("""[ToolTask("t")] public partial class T { public int Run(int a) => a; } [Tools] public partial class W : T { [Tool] public int Add(int a) => a; }""")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => a; } [ToolTask("t")] public partial class T : W { public int Run(int a) => a; }""")]
    [InlineData("""[ToolTask("t"), Tools] public partial class W { public int Run(int a) => a; [Tool] public int Add(int a) => a; }""")]
    public Task NameThatToolsDoNotNeed_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfW);

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } public partial class TaskClient { public int Extra => 1; } }""")]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } record Arguments; }""")]
    [InlineData("""public class Base { int Contract => 1; } [Task("t")] public partial class T : Base { public void Run() { } }""")]
    [InlineData("""[TaskClient<NoPayload, NoOutput, NoStreams>("t")] public partial class T { public int Definition => 1; }""")]
    public Task PartOfTheClient_AndNamesThatAreNotNeeded_AreNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
