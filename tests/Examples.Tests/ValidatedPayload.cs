using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Runnel.OpenAI.Tests.Harness;
using Runnel.Testing;
using Part = Examples.ValidatedPayload.StreamText.StreamPart;

namespace Examples.ValidatedPayload;

/// <summary>What the task is triggered with. What does not fit creates no run.</summary>
public sealed record TextRequest(
    [RegularExpression("gpt-[a-z0-9.-]+")] string Model = "gpt-5-mini",
    [StringLength(4000, MinimumLength = 1)] string Prompt = "Hello, how are you?");

public sealed record Answer(string Text);

[Streams]
public sealed partial record TextStreams([Stream("openai")] TaskStream<string> OpenAI);

[Task("stream-text")]
public sealed partial class StreamText(IChatClient client)
{
    public async Task<Answer> RunAsync(TextRequest request, TextStreams streams, CancellationToken cancellationToken)
    {
        var result = client.StreamText(request.Prompt, new() { ModelId = request.Model }, cancellationToken);

        var text = new StringBuilder();
        await foreach (var delta in streams.OpenAI.Pipe(result.TextStream).WithCancellation(cancellationToken))
        {
            text.Append(delta);
        }

        return new Answer(text.ToString());
    }
}

/// <summary>A validated payload with defaults, and a model's text stream.</summary>
public sealed class ValidatedPayloadExample
{
    [Fact(Timeout = 60_000)]
    public async Task Text_IsStreamed_OfTheDefaultModel_ForTheDefaultPrompt()
    {
        await using var openai = LocalServer.Start(Chunk.Answer(Chunk.Text("I am "), Chunk.Text("well."), Chunk.Finish("stop")));
        await using var host = await StartAsync(openai);

        var run = await host.Client<StreamText.TaskClient>().TriggerAsync(new TextRequest());
        var deltas = new List<string>();
        await foreach (var part in run.SubscribeAsync())
        {
            switch (part)
            {
                case Part.OpenAI(var delta): deltas.Add(delta); break;
                case Part.StreamEnded(_, var how, _): deltas.Add($"({how})"); break;
            }
        }

        Assert.Equal(["I am ", "well.", "(Completed)"], deltas);
        Assert.Equal(new Answer("I am well."), (await run.WaitAsync()).GetOutputOrThrow());
        Assert.Equal(("gpt-5-mini", "Hello, how are you?"), Asked(openai.Request));
    }

    [Fact(Timeout = 60_000)]
    public async Task WhatIsGiven_TakesThePlaceOfTheDefault()
    {
        await using var openai = LocalServer.Start(Chunk.Answer(Chunk.Text("A stream."), Chunk.Finish("stop")));
        await using var host = await StartAsync(openai);

        // Without the generated client, too: as JSON comes from a form or a queue.
        var runs = host.Services.GetRequiredService<IRunnelClient>();
        var result = await runs.TriggerAndWaitAsync("stream-text", JsonElement.Parse("""{"prompt":"What is a runnel?"}"""));

        Assert.Equal("A stream.", result.GetOutputOrThrow().GetProperty("text").GetString());
        Assert.Equal(("gpt-5-mini", "What is a runnel?"), Asked(openai.Request));
    }

    [Fact(Timeout = 60_000)]
    public async Task InvalidPayload_CreatesNoRun()
    {
        await using var openai = LocalServer.Start(Chunk.Answer(Chunk.Finish("stop")));
        await using var host = await StartAsync(openai);

        var error = await Assert.ThrowsAsync<PayloadException>(() => host.Client<StreamText.TaskClient>().TriggerAsync(new TextRequest("a model", Prompt: "")));

        Assert.Equal(["$.model", "$.prompt"], error.Problems.Select(problem => problem.Path));
        Assert.Empty(await host.Services.GetRequiredService<IRunnelClient>().ListAsync());
        Assert.Empty(openai.Requests);
    }

    private static Task<RunnelTestHost> StartAsync(LocalServer openai) =>
        RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services.AddSingleton(Model.At(openai)));

    private static (string? Model, string? Prompt) Asked(ReceivedRequest request) =>
        (request.Body.GetProperty("model").GetString(), request.Body.GetProperty("messages")[0].GetProperty("content").GetString());
}
