using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolIsNotUniqueTests
{
    private const string GetWeather = """[ToolTask("get-weather")] public partial class GetWeather { public void Run(string city) { } }""";
    private const string ForModels = "give one of the two another name, in [Tool] or with Name in [ToolTask]";
    private const string InCode = "rename the method or class of one of the two";

    [Theory]
    [InlineData("""[Tools] public partial class W { [Tool("x")] public int Add(int a) => a; [Tool([|"x"|])] public int Sum(int a) => a; }""", "x", "Add")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => a; [Tool([|"add"|])] public int Sum(int a) => a; }""", "add", "Add")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => a; [[|Tool|]] public int Add(long a) => 1; }""", "add", "Add")]
    [InlineData("""[Tools] public partial class W { [Tool] public int Add(int a) => a; [[|Tool|]] public Task AddAsync(int a) => Task.CompletedTask; }""", "add", "Add")]
    [InlineData("""[Tools(typeof(GetWeather))] public partial class W { [Tool([|"getWeather"|])] public int Add(int a) => a; }""", "getWeather", "GetWeather")]
    [InlineData("""[Tools(typeof(GetWeather))] public partial class W { [[|Tool|]] public int getWeather(int a) => a; }""", "getWeather", "GetWeather")]
    [InlineData("""[Tools(typeof(GetWeather), [|typeof(GetWeather)|])] public partial class W;""", "getWeather", "GetWeather")]
    [InlineData("""[ToolTask("t", Name = "getWeather")] public partial class T { public void Run() { } } [Tools(typeof(T), [|typeof(GetWeather)|])] public partial class W;""", "getWeather", "T")]
    [InlineData("""namespace N { [ToolTask("t")] public partial class GetWeather { public void Run() { } } } [Tools(typeof(GetWeather), [|typeof(N.GetWeather)|])] public partial class W;""", "getWeather", "GetWeather")]
    public Task NameOfAnotherTool_IsReported(string source, string name, string other) => Verify.ReportsAsync(
        Rule.ToolIsNotUnique, $"'{name}' already stands for the tool '{other}'; {ForModels}", source, GetWeather, Caller.OfW);

    [Theory]
    [InlineData("""[Tools] public partial class W { [Tool("a")] public int Add(int a) => a; [Tool([|"b"|])] public int Add(long a) => 1; }""", "AddTool", "the tool 'Add'")]
    [InlineData("""[Tools] public partial class W { [Tool("a")] public int Add(int a) => a; [Tool([|"b"|])] public Task AddAsync(int a) => Task.CompletedTask; }""", "AddTool", "the tool 'Add'")]
    [InlineData("""[Tools] public partial class W { [Tool] public int AddTo(int a) => a; [[|Tool|]] public int AddTO(int a) => a; }""", "AddTOTool", "the tool 'AddTo'")]
    [InlineData("""namespace N { [ToolTask("t", Name = "n")] public partial class GetWeather { public void Run() { } } } [Tools(typeof(GetWeather), [|typeof(N.GetWeather)|])] public partial class W;""", "GetWeather", "the tool 'GetWeather'")]
    [InlineData("""[ToolTask("t")] public partial class AddTool { public void Run() { } } [Tools(typeof(AddTool))] public partial class W { [[|Tool|]] public int Add(int a) => a; }""", "AddTool", "the tool 'AddTool'")]
    [InlineData("""[ToolTask("t")] public partial class Functions { public void Run() { } } [Tools([|typeof(Functions)|])] public partial class W;""", "Functions", "all tools of the set")]
    public Task MemberOfAnotherTool_IsReported(string source, string name, string other) => Verify.ReportsAsync(
        Rule.ToolIsNotUnique, $"'{name}' already stands for {other}; {InCode}", source, GetWeather, Caller.OfW);

    [Fact]
    public Task OtherNames_AndAToolTaskInTwoSets_AreNotReported() => Verify.IsSilentAsync(
        """
        [Tools(typeof(GetWeather))] public partial class V { [Tool] public int Add(int a) => a; }
        [Tools(typeof(GetWeather))] public partial class W
        {
            [Tool] public int Add(int a) => a;
            public long Add(long a) => a;
            [Tool("Add")] public int Sum(int a) => a;
            [Tool("getweather")] public int Forecast(int a) => a;
        }
        """,
        GetWeather,
        Caller.OfW);
}
