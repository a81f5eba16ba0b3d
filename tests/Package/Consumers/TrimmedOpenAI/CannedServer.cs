using System.Net;
using System.Text.Json;

namespace TrimmedOpenAI;

/// <summary>Answers each request with the same stream.</summary>
internal sealed class CannedServer : HttpMessageHandler
{
    private const string Stream = """
        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Let me see."}}]}

        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"getWeather","arguments":"{\"city\":\"Oslo\"}"}}]},"finish_reason":"tool_calls"}]}

        data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":11,"completion_tokens":7,"total_tokens":18}}

        data: [DONE]


        """;

    public JsonElement Request { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Request = JsonElement.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Stream, mediaType: new("text/event-stream")) };
    }
}
