using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Requests;

public sealed class OptionTests
{
    private static readonly AIFunctionDeclaration Weather = AIFunctionFactory.CreateDeclaration(
        "getWeather", "Get the weather",
        JsonElement.Parse("""{"type":"object","properties":{"location":{"type":"string","minLength":2,"description":"City"},"days":{"type":"integer","default":3}},"required":["location"]}"""));

    [Fact]
    public async Task Options_AreSent()
    {
        var body = await RequestAsync(new ChatOptions
        {
            FrequencyPenalty = 0.1f, MaxOutputTokens = 50, ModelId = "gpt-other", PresencePenalty = 0.3f, Seed = 7, StopSequences = ["END"],
            Temperature = 0.5f, TopP = 0.9f, Reasoning = new() { Effort = ReasoningEffort.High },
        });

        Assert.Equal("gpt-other", Text(body, "model"));
        Assert.Equal(
            (0.1f, 50, 0.3f, 7, 0.5f, 0.9f),
            (body.GetProperty("frequency_penalty").GetSingle(), body.GetProperty("max_completion_tokens").GetInt32(), body.GetProperty("presence_penalty").GetSingle(),
                body.GetProperty("seed").GetInt64(), body.GetProperty("temperature").GetSingle(), body.GetProperty("top_p").GetSingle()));
        Assert.Equal("END", Assert.Single(body.GetProperty("stop").EnumerateArray()).GetString());
        Assert.Equal("high", Text(body, "reasoning_effort"));
        Assert.False(body.TryGetProperty("tool_choice", out _));
    }

    [Fact]
    public async Task WhatTheCallerSetInTheRawOptions_Stands()
    {
        var body = await RequestAsync(new ChatOptions
        {
            Temperature = 0.5f, TopP = 0.9f,
            RawRepresentationFactory = client =>
            {
                Assert.NotNull(client.GetService<ChatClientMetadata>());
                return new Sdk.ChatCompletionOptions { Temperature = 0.25f };
            },
        });

        Assert.Equal((0.25f, 0.9f), (body.GetProperty("temperature").GetSingle(), body.GetProperty("top_p").GetSingle()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Usage_IsAskedFor_WhereTheResponseIsStreamed(bool isStreamed)
    {
        var body = await RequestAsync(null, isStreamed);

        Assert.Equal("gpt-test", Text(body, "model"));
        Assert.Equal(isStreamed, body.TryGetProperty("stream", out var stream) && stream.GetBoolean());
        Assert.Equal(isStreamed, body.TryGetProperty("stream_options", out var options) && options.GetProperty("include_usage").GetBoolean());
    }

    [Fact]
    public async Task Tools_AreDeclared()
    {
        var body = await RequestAsync(new ChatOptions { Tools = [Weather], AllowMultipleToolCalls = false });

        var function = Assert.Single(body.GetProperty("tools").EnumerateArray()).GetProperty("function");
        Assert.Equal(("getWeather", "Get the weather"), (Text(function, "name"), Text(function, "description")));
        Assert.False(function.TryGetProperty("strict", out _));
        AssertJson(
            """{"type":"object","required":["location"],"properties":{"location":{"type":"string","minLength":2,"description":"City"},"days":{"type":"integer","default":3}},"additionalProperties":false}""",
            function.GetProperty("parameters"));
        Assert.Equal("auto", Text(body, "tool_choice"));
        Assert.False(body.GetProperty("parallel_tool_calls").GetBoolean());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StrictTools_HaveStrictSchemas(bool onTheTool)
    {
        AdditionalPropertiesDictionary strict = new() { ["strict"] = true };
        var options = onTheTool
            ? new ChatOptions { Tools = [new Tool(Weather, strict)] }
            : new ChatOptions { Tools = [Weather], AdditionalProperties = strict };

        var function = (await RequestAsync(options)).GetProperty("tools")[0].GetProperty("function");

        Assert.True(function.GetProperty("strict").GetBoolean());
        var parameters = function.GetProperty("parameters");
        Assert.Equal(["location", "days"], parameters.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.False(parameters.GetProperty("additionalProperties").GetBoolean());
        var location = parameters.GetProperty("properties").GetProperty("location");
        Assert.False(location.TryGetProperty("minLength", out _));
        Assert.Equal($"City{Environment.NewLine}minLength: 2", Text(location, "description"));
        Assert.Contains("3", Text(parameters.GetProperty("properties").GetProperty("days"), "description"));
    }

    [Fact]
    public async Task AToolMayBeLax_WhereTheOthersAreStrict()
    {
        var function = (await RequestAsync(new ChatOptions
        {
            Tools = [new Tool(Weather, new AdditionalPropertiesDictionary { ["strict"] = false })],
            AdditionalProperties = new() { ["strict"] = true },
        })).GetProperty("tools")[0].GetProperty("function");

        Assert.False(function.GetProperty("strict").GetBoolean());
        Assert.True(function.GetProperty("parameters").GetProperty("properties").GetProperty("location").TryGetProperty("minLength", out _));
    }

    [Fact]
    public async Task AToolWithoutParameters_HasAWholeSchema()
    {
        var now = AIFunctionFactory.CreateDeclaration("now", "The time", JsonElement.Parse("{}"));

        var body = await RequestAsync(new ChatOptions { Tools = [now] });

        AssertJson(
            """{"type":"object","required":[],"properties":{},"additionalProperties":false}""",
            body.GetProperty("tools")[0].GetProperty("function").GetProperty("parameters"));
    }

    public static TheoryData<string, string> Choices => new()
    {
        { "auto", "\"auto\"" },
        { "none", "\"none\"" },
        { "any", "\"required\"" },
        { "one", """{"type":"function","function":{"name":"getWeather"}}""" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task ToolChoice_IsSent(string mode, string expected)
    {
        ChatToolMode toolMode = mode switch
        {
            "auto" => ChatToolMode.Auto,
            "none" => ChatToolMode.None,
            "any" => ChatToolMode.RequireAny,
            _ => ChatToolMode.RequireSpecific("getWeather"),
        };

        var body = await RequestAsync(new ChatOptions { Tools = [Weather], ToolMode = toolMode });

        AssertJson(expected, body.GetProperty("tool_choice"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task StructuredOutput_IsAskedForByItsSchema(bool? strict)
    {
        var options = new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema<Forecast>(schemaName: "forecast", schemaDescription: "A forecast") };
        if (strict is { } value)
        {
            options.AdditionalProperties = new() { ["strict"] = value };
        }

        var format = (await RequestAsync(options)).GetProperty("response_format");

        Assert.Equal("json_schema", Text(format, "type"));
        var json = format.GetProperty("json_schema");
        Assert.Equal(("forecast", "A forecast"), (Text(json, "name"), Text(json, "description")));
        Assert.Equal(strict, json.TryGetProperty("strict", out var sent) ? sent.GetBoolean() : null);
        Assert.Equal(["city", "high"], json.GetProperty("schema").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.False(json.GetProperty("schema").GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public async Task JsonWithoutSchema_AndText_AreAskedFor()
    {
        Assert.Equal("json_object", Text((await RequestAsync(new() { ResponseFormat = ChatResponseFormat.Json })).GetProperty("response_format"), "type"));
        Assert.Equal("text", Text((await RequestAsync(new() { ResponseFormat = ChatResponseFormat.Text })).GetProperty("response_format"), "type"));
    }

    private static async Task<JsonElement> RequestAsync(ChatOptions? options, bool isStreamed = true)
    {
        await using var server = LocalServer.Start(exchange =>
            isStreamed ? Chunk.Answer(Chunk.Finish("stop"))(exchange) : exchange.SendAsync(200, Completion.Text));
        var model = Model.At(server);
        await (isStreamed ? model.GetStreamingResponseAsync("Hi", options).ToChatResponseAsync() : model.GetResponseAsync("Hi", options)).WaitAsync(Patience.Limit);
        Assert.Equal("POST /v1/chat/completions HTTP/1.1", server.Request.Line);
        Assert.Equal("Bearer sk-test", server.Request.Headers["Authorization"]);
        return server.Request.Body;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static void AssertJson(string expected, JsonElement actual) =>
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), actual), actual.GetRawText());

    private sealed record Forecast([property: Description("Where")] string City, int? High = null);

    private sealed class Tool(AIFunctionDeclaration inner, AdditionalPropertiesDictionary properties) : AIFunctionDeclaration
    {
        public override string Name => inner.Name;

        public override string Description => inner.Description;

        public override JsonElement JsonSchema => inner.JsonSchema;

        public override IReadOnlyDictionary<string, object?> AdditionalProperties => properties;
    }
}
