using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Runnel.Tools.Tests.Corpus;
using Runnel.Tools.Tests.Sets;

namespace Runnel.Tools.Tests.Calls;

/// <summary>What a model gives that does not fit: it is told which argument, what was expected and what came; there is no run, and nothing throws.</summary>
public sealed class BadArgumentsTests
{
    [Theory]
    [InlineData("""{}""", "$: required members are missing: 'location' (a string).")]
    [InlineData("""{"location":null}""", "$.location: null is not allowed; expected a string.")]
    [InlineData("""{"location":5}""", "$.location: expected a string, got the number 5.")]
    [InlineData("""{"location":{"city":"Oslo"}}""", "$.location: expected a string, got an object.")]
    [InlineData("""{"location":"Oslo","days":"soon"}""", "$.days: expected an integer, got the string \"soon\".")]
    [InlineData("""{"location":"Oslo","days":11}""", "$.days: must be between 1 and 10; it is 11.")]
    [InlineData("""{"location":"Oslo","days":null}""", "$.days: null is not allowed; expected an integer.")]
    public async Task Argument_IsRefusedWithWhatWasExpected(string arguments, string problem)
    {
        await using var host = await ToolRun.StartAsync();

        var answer = await host.Tools().GetWeather.InvokeAsync(Arguments(arguments));

        Assert.Equal($"The arguments of 'getWeather' are not valid. {problem} Correct them and call the tool again.", answer);
        Assert.Empty(await host.Runs().ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task ArgumentThatNobodyAskedFor_IsIgnored()
    {
        await using var host = await ToolRun.StartAsync();

        var answer = await host.AdvanceUntilAsync(host.Tools().GetWeather.InvokeAsync(Arguments("""{"location":"Oslo","mood":"good"}""")).AsTask());

        Assert.Equal("Oslo", Assert.IsType<JsonElement>(answer).GetProperty("location").GetString());
    }

    [Fact]
    public async Task ArgumentOfOneMebibyte_IsTakenWhole()
    {
        await using var host = await ToolRun.StartAsync();
        var question = new string('ü', 512 * 1024);

        var answer = await host.AdvanceUntilAsync(host.Tools().LookUp.InvokeAsync(new() { ["question"] = question }).AsTask());

        Assert.Equal(question + "!", Assert.IsType<JsonElement>(answer).GetString());
    }

    [Fact]
    public async Task WrongArgumentOfOneMebibyte_IsShownShortened()
    {
        var answer = await new WeatherTools(TimeProvider.System).ConvertTool.InvokeAsync(new() { ["celsius"] = new string('x', 1024 * 1024) });

        Assert.InRange(Assert.IsType<string>(answer).Length, low: 50, high: 400);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(1_000, false)]
    [InlineData(100_000, false)]
    public async Task DeepArgument_IsTakenOrRefused_ButNeverOverflows(int depth, bool isTaken)
    {
        JsonNode node = new JsonArray();
        for (var level = 1; level < depth; level++)
        {
            node = new JsonArray(node);
        }

        var answer = await Function("node").InvokeAsync(new() { ["value"] = node });

        if (isTaken)
        {
            Assert.IsType<JsonElement>(answer);
        }
        else
        {
            Assert.Contains("deep", Assert.IsType<string>(answer), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ValueWithoutAJsonForm_IsRefused()
    {
        var answer = await Function("int").InvokeAsync(new() { ["value"] = new Action(() => { }) });

        Assert.StartsWith("The arguments of 'int' are not valid. $.value: ", Assert.IsType<string>(answer), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Arguments_BindFromEveryForm(string form, object? point, object? count)
    {
        var answer = await Function("record").InvokeAsync(new() { ["value"] = point, ["more"] = count });

        Assert.True("""{"x":3,"y":2}""" == JsonSerializer.Serialize(Assert.IsType<JsonElement>(answer)), form);
    }

    public static TheoryData<string, object?, object?> Forms => new()
    {
        { "elements", Element("""{"x":1,"y":2}"""), Element("2") },
        { "nodes", JsonNode.Parse("""{"x":1,"y":2}"""), JsonValue.Create(2) },
        { "documents", JsonDocument.Parse("""{"x":1,"y":2}"""), JsonDocument.Parse("2") },
        { "values", new Point(1, 2), 2 },
        { "other values", new Dictionary<string, int> { ["x"] = 1, ["y"] = 2 }, 2L },
        { "text", """{"x":1,"y":2}""", "2" },
        { "other names", Element("""{"X":1,"Y":2}"""), Element("\"2\"") },
    };

    [Fact]
    public async Task NullOfAnOptionalParameter_IsItsDefault_InAStrictTool()
    {
        var strict = new StrictTools().GuessTool;

        Assert.Equal("Oslo 5", ((JsonElement)(await strict.InvokeAsync(Arguments("""{"where":"Oslo","days":null}""")))!).GetString());
        Assert.Equal(["where", "days"], strict.JsonSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.False(strict.JsonSchema.GetProperty("additionalProperties").GetBoolean());
        Assert.Equal("""["integer","null"]""", strict.JsonSchema.GetProperty("properties").GetProperty("days").GetProperty("type").GetRawText());
        Assert.Equal((true, true), (strict.AdditionalProperties["strict"], strict.AdditionalProperties["Strict"]));
        Assert.Empty(Function("int").AdditionalProperties);
    }

    [Fact]
    public async Task NumberWithoutAJsonForm_IsRefused_NotThrown()
    {
        var answer = await Function("double").InvokeAsync(new() { ["value"] = double.NaN });

        Assert.StartsWith("The arguments of 'double' are not valid. $.value: it has no JSON form: ", Assert.IsType<string>(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ArgumentsThatAreTooLargeForARun_AreRefusedToTheModel()
    {
        await using var host = await ToolRun.StartAsync();

        var answer = await host.Tools().LookUp.InvokeAsync(new() { ["question"] = new string('x', 4 * 1024 * 1024) });

        Assert.Contains("at most 3,145,728 are allowed", Assert.IsType<string>(answer), StringComparison.Ordinal);
        Assert.Empty(await host.Runs().ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task TypesThatCannotBeRead_AreTheDevelopersMistake_NotTheModels()
    {
        var failure = await Assert.ThrowsAsync<RunnelException>(async () => await new MistakenTools().CountTool.InvokeAsync(Arguments("""{"places":{"a":1},"start":2}""")));

        Assert.StartsWith("The arguments of the tool 'count' cannot be read: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void UnionAsTheWholePayload_HasNoSchema_AndSaysHowToMendIt()
    {
        var failure = Assert.Throws<RunnelException>(() => new MistakenTools().DrawTool.JsonSchema);

        Assert.Contains("What the tool 'draw' takes, Runnel.Tools.Tests.Corpus.Circular, is a union", failure.Message, StringComparison.Ordinal);
        Assert.Contains("beside another parameter", failure.Message, StringComparison.Ordinal);
    }

    private static AIFunction Function(string name) => new Signatures().Functions.Single(function => function.Name == name);

    private static AIFunctionArguments Arguments(string json) =>
        new(JsonNode.Parse(json)!.AsObject().ToDictionary(member => member.Key, member => (object?)JsonSerializer.SerializeToElement(member.Value), StringComparer.Ordinal));

    private static JsonElement Element(string json) => JsonElement.Parse(Encoding.UTF8.GetBytes(json));
}

[Tools]
public sealed partial class MistakenTools
{
    [Tool]
    public static int Count(Dictionary<Point, int> places, int start = 0) => start + places.Count;

    [Tool]
    public static string Draw(Circular shape) => shape.ToString()!;
}

[Tools]
public sealed partial class StrictTools
{
    [Tool(Strict = true)]
    public static string Guess(string where, int days = 5) => $"{where} {days}";
}
