using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Requests;

public sealed class MessageTests
{
    [Fact]
    public async Task Roles_AreThoseOfTheMessages_WithTheInstructionsFirst()
    {
        var messages = await SendAsync(
            [
                new(ChatRole.System, "Be brief."), new(new ChatRole("developer"), "Use metres."), new(ChatRole.User, "Hi") { AuthorName = "Ann-Marie 3" },
                new(ChatRole.Assistant, "Hello"), new(new ChatRole("critic"), "Hm."),
            ],
            new ChatOptions { Instructions = "Answer in English." });

        Assert.Equal(["system", "system", "developer", "user", "assistant"], messages.Select(message => Text(message, "role")));
        Assert.Equal(["Answer in English.", "Be brief.", "Use metres.", "Hi", "Hello"], messages.Select(Content));
        Assert.Equal("AnnMarie3", Text(messages[3], "name"));
    }

    [Fact]
    public async Task Calls_AndTheirResults_AreSentBack()
    {
        var messages = await SendAsync(
        [
            new(ChatRole.User, "Coat in Oslo?"),
            new(ChatRole.Assistant,
            [
                new TextContent("Let me see."),
                new FunctionCallContent("call_1", "getWeather", new Dictionary<string, object?> { ["location"] = JsonElement.Parse("\"Oslo\""), ["days"] = 2 }),
                new FunctionCallContent("call_2", "getWeather") { Exception = new InvalidOperationException("not JSON") },
            ]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", JsonElement.Parse("""{"celsius":4}""")), new FunctionResultContent("call_2", "Error: not JSON")]),
        ]);

        Assert.Equal(["user", "assistant", "tool", "tool"], messages.Select(message => Text(message, "role")));
        Assert.Equal("Let me see.", Content(messages[1]));
        var calls = messages[1].GetProperty("tool_calls").EnumerateArray().ToList();
        Assert.Equal(["call_1", "call_2"], calls.Select(call => Text(call, "id")));
        Assert.Equal(["function", "function"], calls.Select(call => Text(call, "type")));
        Assert.Equal(
            [("getWeather", """{"location":"Oslo","days":2}"""), ("getWeather", "{}")],
            calls.Select(call => (Text(call.GetProperty("function"), "name"), Text(call.GetProperty("function"), "arguments"))));
        Assert.Equal([("call_1", """{"celsius":4}"""), ("call_2", "Error: not JSON")], messages[2..].Select(message => (Text(message, "tool_call_id"), Content(message))));
    }

    [Fact]
    public async Task ARefusal_IsSentBackAsOne()
    {
        var messages = await SendAsync([new(ChatRole.Assistant, [new ErrorContent("I cannot.") { ErrorCode = "Refusal" }]), new(ChatRole.User, "Why?")]);

        Assert.Equal("I cannot.", Text(messages[0], "refusal"));
    }

    [Fact]
    public async Task Images_AreSent_ByAddressAndAsData()
    {
        var messages = await SendAsync(
        [
            new(ChatRole.User,
            [
                new TextContent("What is this?"),
                new UriContent("https://example.com/a%20b.png", "image/png") { AdditionalProperties = new() { ["detail"] = "low" } },
                new DataContent(new byte[] { 1, 2, 3 }, "image/jpeg"),
                new UriContent("https://example.com/film.mp4", "video/mp4"),
            ]),
        ]);

        var parts = messages[0].GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(["text", "image_url", "image_url"], parts.Select(part => Text(part, "type")));
        Assert.Equal("https://example.com/a%20b.png", Text(parts[1].GetProperty("image_url"), "url"));
        Assert.Equal("low", Text(parts[1].GetProperty("image_url"), "detail"));
        Assert.Equal("data:image/jpeg;base64,AQID", Text(parts[2].GetProperty("image_url"), "url"));
    }

    [Fact]
    public async Task SoundsAndFiles_AreSent()
    {
        var messages = await SendAsync(
        [
            new(ChatRole.User,
            [
                new DataContent(new byte[] { 1 }, "audio/wav"), new DataContent(new byte[] { 1 }, "audio/mpeg"), new DataContent(new byte[] { 1 }, "audio/ogg"),
                new DataContent(new byte[] { 1 }, "application/pdf") { Name = "a.pdf" }, new HostedFileContent("file-1"),
            ]),
        ]);

        var parts = messages[0].GetProperty("content").EnumerateArray().ToList();
        Assert.Equal(["input_audio", "input_audio", "file", "file"], parts.Select(part => Text(part, "type")));
        Assert.Equal(["wav", "mp3"], parts[..2].Select(part => Text(part.GetProperty("input_audio"), "format")));
        Assert.Equal("a.pdf", Text(parts[2].GetProperty("file"), "filename"));
        Assert.Equal("file-1", Text(parts[3].GetProperty("file"), "file_id"));
    }

    [Fact]
    public async Task WhatIsEmpty_IsAnEmptyText()
    {
        var messages = await SendAsync([new(ChatRole.User, []), new(ChatRole.Assistant, [])]);

        Assert.Equal(["", ""], messages.Select(Content));
    }

    [Fact]
    public async Task MessagesOfThePackageItself_AreSentAsTheyAre()
    {
        var messages = await SendAsync([new(ChatRole.User, "Hi") { RawRepresentation = new Sdk.UserChatMessage("Raw") }]);

        Assert.Equal("Raw", Content(Assert.Single(messages)));
    }

    private static async Task<List<JsonElement>> SendAsync(IList<ChatMessage> messages, ChatOptions? options = null)
    {
        await using var server = LocalServer.Start(exchange => exchange.SendAsync(200, Completion.Text));
        await Model.At(server).GetResponseAsync(messages, options).WaitAsync(Patience.Limit);
        return [.. server.Request.Body.GetProperty("messages").EnumerateArray()];
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static string? Content(JsonElement message) => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } parts
        ? string.Concat(parts.EnumerateArray().Select(part => Text(part, "text")))
        : message.GetProperty("content").GetString();
}
