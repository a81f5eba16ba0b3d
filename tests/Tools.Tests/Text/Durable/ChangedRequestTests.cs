using Microsoft.Extensions.AI;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text.Durable;

/// <summary>What is asked with something else is asked again, and the run says why.</summary>
public sealed class ChangedRequestTests
{
    private static readonly AIFunction Added = AIFunctionFactory.Create((string text) => text, "echo");

    [Fact]
    public Task Prompt() => ChangeAsync("the messages", (model, tools, attempt) => model.StreamText($"attempt {attempt}", tools));

    [Fact]
    public Task SystemMessage() => ChangeAsync("the system message", (model, tools, attempt) => model.StreamText("?", tools, new() { System = $"It is {attempt} o'clock." }));

    [Fact]
    public Task Model() => ChangeAsync("the model", (model, tools, attempt) => model.StreamText("?", tools, new() { ModelId = $"m-{attempt}" }));

    [Fact]
    public Task Tools() => ChangeAsync("the tools", (model, tools, attempt) => model.StreamText("?", tools, new() { AdditionalTools = attempt == 1 ? [] : [Added] }));

    [Fact]
    public Task Options() => ChangeAsync("its options", (model, tools, attempt) => model.StreamText("?", tools, new() { Chat = new ChatOptions { Temperature = attempt } }));

    [Fact]
    public Task ToolsOfTheProvider() => ChangeAsync("the tools", (model, tools, attempt) => model.StreamText(
        "?", tools, new() { AdditionalTools = [new HostedMcpServerTool($"server-{attempt}", new Uri($"https://{attempt}.example.org/"))] }));

    [Fact]
    public Task OptionsOfTheProvider() => ChangeAsync("its options", (model, tools, attempt) => model.StreamText(
        "?", tools, new() { Chat = new ChatOptions { AdditionalProperties = new() { ["effort"] = attempt, ["odd"] = new Version(1, 2) } } }));

    [Fact]
    public Task Several() => ChangeAsync("the model, the messages", (model, tools, attempt) => model.StreamText($"{attempt}", tools, new() { ModelId = $"m-{attempt}" }));

    [Fact]
    public async Task HowOftenTheModelIsAskedAtMost_IsNoOtherRequest()
    {
        var (asked, run) = await RunAsync((model, tools, attempt) => model.StreamText("?", tools, new() { MaxSteps = attempt }));

        Assert.Equal(1, asked);
        Assert.Empty(run.Snapshot.Warnings);
    }

    private static async Task ChangeAsync(string changed, Func<IChatClient, WorkerTools, int, StreamTextResult<WorkerTools>> write)
    {
        var (asked, run) = await RunAsync(write);

        Assert.Equal(2, asked);
        Assert.Equal("answer 2", run.Result.Output);
        Assert.StartsWith(
            $"StreamText: the model was asked again for what an earlier execution had finished, because {changed} changed.", Assert.Single(run.Snapshot.Warnings), StringComparison.Ordinal);
    }

    private static async Task<(int Asked, WorkerRun Run)> RunAsync(Func<IChatClient, WorkerTools, int, StreamTextResult<WorkerTools>> write)
    {
        var asked = 0;
        var model = By(_ => [new TextContent($"answer {++asked}")]);
        var run = await WorkerRun.RunAsync(async (tools, _, context) =>
        {
            var text = await write(model, tools, context.Attempt).Text;
            return context.Attempt == 1 ? throw new InvalidOperationException("Too late.") : text;
        });
        return (asked, run);
    }
}
