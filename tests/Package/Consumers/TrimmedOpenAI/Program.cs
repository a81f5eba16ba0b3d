using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Runnel;
using TrimmedOpenAI;

var server = new CannedServer();
var client = new ChatClient("gpt-test", new ApiKeyCredential("sk-test"), new OpenAIClientOptions
{
    Transport = new HttpClientPipelineTransport(new HttpClient(server)),
});
var tool = AIFunctionFactory.CreateDeclaration(
    "getWeather", "The weather", JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string","minLength":2}}}"""));
var chunkJson = new JsonSerializerOptions { TypeInfoResolver = OpenAIJson.Resolver }.GetTypeInfo(typeof(StreamingChatCompletionUpdate));

await foreach (var update in client.AsIChatClient().GetStreamingResponseAsync(
    [
        new(ChatRole.User, "Coat?"),
        new(ChatRole.Assistant, [new FunctionCallContent("call_0", "getWeather", new Dictionary<string, object?> { ["city"] = "Rome" })]),
        new(ChatRole.Tool, [new FunctionResultContent("call_0", JsonElement.Parse("""{"celsius":21}"""))]),
    ],
    new ChatOptions { Tools = [tool], AdditionalProperties = new() { ["strict"] = true } }))
{
    foreach (var content in update.Contents)
    {
        Console.WriteLine(content switch
        {
            TextContent text => $"text {text.Text}",
            FunctionCallContent call => $"call {call.Name} {call.Arguments!["city"]}",
            UsageContent usage => $"usage {usage.Details.TotalTokenCount}",
            _ => content.GetType().Name,
        });
    }

    var chunk = (StreamingChatCompletionUpdate)JsonSerializer.Deserialize(JsonSerializer.Serialize(update.RawRepresentation, chunkJson), chunkJson)!;
    Console.WriteLine($"chunk '{string.Concat(chunk.ContentUpdate.Select(part => part.Text))}'");
}

Console.WriteLine(server.Request.GetProperty("messages").GetRawText());
Console.WriteLine(server.Request.GetProperty("tools").GetRawText());
