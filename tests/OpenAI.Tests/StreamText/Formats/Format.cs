using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.StreamText.Formats;

/// <summary>What a provider's server writes and is sent, and the chat client that speaks with it.</summary>
internal abstract class Format
{
    public const string OpenAI = nameof(OpenAI);
    public const string Anthropic = nameof(Anthropic);

    /// <summary>What the answers cost, each.</summary>
    public abstract (long Input, long Output) Usage { get; }

    /// <summary>Whether the chat client shows the input of calls while the model still writes it.</summary>
    public abstract bool ShowsInput { get; }

    public static Format Of(string name) => name == OpenAI ? new OpenAIFormat() : new AnthropicFormat();

    /// <summary>The chat client, which asks once and not again.</summary>
    public abstract IChatClient At(LocalServer server);

    /// <summary>A whole answer; one that holds calls ends for their sake.</summary>
    public Func<Exchange, Task> Answer(params Said[] said) =>
        Answer(said.Any(part => part is SaidCall) ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop, said);

    public Func<Exchange, Task> Answer(ChatFinishReason reason, params Said[] said) => async exchange =>
    {
        await BeginAsync(exchange, said);
        foreach (var text in End(reason))
        {
            await exchange.SendAsync(text);
        }

        await exchange.EndAsync();
    };

    /// <summary>The beginning of an answer, which is left open.</summary>
    public async Task BeginAsync(Exchange exchange, params Said[] said)
    {
        await exchange.BeginStreamAsync();
        foreach (var text in Opening(said))
        {
            await exchange.SendAsync(text);
        }
    }

    /// <summary>What the server sends until the end of what is said.</summary>
    public IReadOnlyList<string> Opening(params Said[] said) => [.. Begin(), .. Events(said)];

    /// <summary>An answer that is none, with the provider's form of an error.</summary>
    public Func<Exchange, Task> Refuse(int status, string message, params string[] headers) => exchange => exchange.SendAsync(status, Error(message), headers);

    /// <summary>The calls that a request tells the model it has made.</summary>
    public abstract IReadOnlyList<SentCall> CallsIn(ReceivedRequest request);

    /// <summary>What a request tells the model its calls have given.</summary>
    public abstract IReadOnlyList<SentResult> ResultsIn(ReceivedRequest request);

    /// <summary>Each call that the request knows of has one result, in the order of the calls: providers refuse anything else.</summary>
    public void AssertNoCallDangles(ReceivedRequest request)
    {
        var ids = CallsIn(request).Select(call => call.Id).ToList();
        Assert.Equal(ids.Distinct(StringComparer.Ordinal), ids);
        Assert.Equal(ids, ResultsIn(request).Select(result => result.Id));
    }

    protected abstract IEnumerable<string> Begin();

    protected abstract IEnumerable<string> Events(IReadOnlyList<Said> said);

    protected abstract IEnumerable<string> End(ChatFinishReason reason);

    protected abstract string Error(string message);

    /// <summary>A text as models write it: not all at once.</summary>
    protected static string[] Pieces(string text) => text.Length < 2 ? [text] : [text[..(text.Length / 2)], text[(text.Length / 2)..]];
}

/// <summary>A call in a request.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">JSON.</param>
internal sealed record SentCall(string Id, string Name, string Arguments);

/// <summary>What a call gave, in a request.</summary>
/// <param name="Id">The call's id.</param>
/// <param name="Content">A text as it is; anything else as JSON.</param>
internal sealed record SentResult(string Id, string Content);
