namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>Arguments that do not fit: the model is told, and calls again.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData(true, """{"location":[1]}""")]
    [InlineData(false, """{"location":[1]}""")]
    [InlineData(true, "{}")]
    [InlineData(true, "no JSON")]
    public async Task WrongArguments_AreToldToTheModel_WhoseNextCallSucceeds(bool within, string arguments)
    {
        var model = new ScriptedModel([new Call("getWeather", arguments)], [Call.Weather("Oslo")]);
        await using var host = await AgentHost.StartAsync(model);

        var answer = await host.WorkAsync(within);

        Assert.Equal("""{"location":"Oslo","celsius":13}""", answer);
        var told = Assert.Single(model.Requests.ElementAt(1));
        Assert.Null(told.Exception);
        Assert.StartsWith("The arguments of 'getWeather' are not valid. ", Assert.IsType<string>(told.Result), StringComparison.Ordinal);
        Assert.Contains("location", ScriptedModel.TextOf(told), StringComparison.Ordinal);
        Assert.Equal("Oslo", Assert.Single(await host.WeatherRunsAsync()).Payload.Location);
    }

    [Fact]
    public async Task WrongArgumentsOfAMethod_AreToldToTheModel()
    {
        var model = new ScriptedModel([new Call("convert", """{"celsius":"warm"}""")], [new Call("convert", """{"celsius":0}""")]);
        await using var host = await AgentHost.StartAsync(model);

        Assert.Equal("32", await host.WorkHereAsync());
        Assert.Contains("celsius", Assert.IsType<string>(Assert.Single(model.Requests.ElementAt(1)).Result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongArguments_AreNoErrorsThatTheClientCounts()
    {
        var wrong = new Call("getWeather", "{}");
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([wrong], [wrong], [wrong], [wrong], [wrong], [Call.Weather("Oslo")]), client => client.MaximumConsecutiveErrorsPerRequest = 0);

        Assert.Equal("""{"location":"Oslo","celsius":13}""", await host.WorkHereAsync());
    }
}
