using Microsoft.Extensions.DependencyInjection;
using Runnel.Generators.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Generators.Tests.Execution;

/// <summary>A client that has only the contract, in a host of its own, and the task in another, on the same store.</summary>
public sealed class ContractClientTests
{
    private const string Implementation = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public sealed record Prompt(string Text, string Language = "no");
        public sealed record Answer(string Text);
        public sealed record Token(string Text);
        [Streams] public sealed partial record ChatStreams(TaskStream<Token> Tokens, TaskStream<int> Counts);

        [Task("chat")] public sealed partial class Chat
        {
            public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams)
            {
                await streams.Tokens.WriteAsync(new Token(prompt.Text));
                await streams.Counts.WriteAsync(1);
                return new Answer(prompt.Text + prompt.Language);
            }
        }

        public static class Startup { public static void Configure(IServiceCollection services) => services.AddRunnel(runnel => runnel.AddTasks()); }
        """;

    private const string Caller = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;
        using Runnel.Storage;
        using Part = Calls.ChatApi.StreamPart;

        namespace Calls
        {
            public sealed record Ask(string Text, string Language = "no");
            public sealed class Reply { public required string Text { get; init; } }
            public sealed record Piece(string Text);
            [Streams] public sealed partial record Events(TaskStream<Piece> Tokens, TaskStream<int> Counts);
            [TaskClient<Ask, Reply, Events>("chat")] public sealed partial class ChatApi;
        }

        public static class Store { public static IRunStore Shared = null!; }

        public static class Startup
        {
            public static void Configure(IServiceCollection services) => services.AddRunnel(runnel => runnel.AddTasks().UseStore(_ => Store.Shared));
        }

        public static class Scenario
        {
            public static async Task<string> Chat(IServiceProvider services)
            {
                var seen = new List<string>();
                await foreach (var part in services.GetRequiredService<Calls.ChatApi.TaskClient>().TriggerAndSubscribeAsync(new Calls.Ask("a")))
                {
                    switch (part)
                    {
                        case Part.Tokens({ Text: var text }): seen.Add(text); break;
                        case Part.Counts(var count): seen.Add($"{count}"); break;
                        case Part.Unknown(var key, var chunk): seen.Add($"{key}={chunk.GetRawText()}"); break;
                        case Part.Run({ Status: RunStatus.Completed, Output: { Text: var text } }): seen.Add(text); break;
                    }
                }

                return string.Join(",", seen);
            }
        }
        """;

    private static readonly Lazy<LoadedProject> Tasks = new(() => (UserProject.Of(Implementation) with { AssemblyName = "Tasks" }).Generate().Load());

    [Fact]
    public async Task EqualContract_TalksTyped()
    {
        await using var host = await RunningProgram.StartAsync(Tasks.Value);
        await using var caller = await CallAsync(Caller, host);

        Assert.Equal("a,1,ano", await caller.CallAsync("Chat"));
        Assert.DoesNotContain(host.Log.Messages, message => message.Contains("contract", StringComparison.Ordinal));
        Assert.Empty(caller.Log.Messages);
    }

    [Fact]
    public async Task OtherContract_WarnsOnceAndWorksAsFarAsItFits()
    {
        // Older by a member of the payload and one of the streams, newer by a member of the output that may be absent.
        var older = Caller
            .Replace("record Ask(string Text, string Language = \"no\")", "record Ask(string Text)", StringComparison.Ordinal)
            .Replace("TaskStream<int> Counts", "TaskStream<int> Totals", StringComparison.Ordinal)
            .Replace("case Part.Counts(", "case Part.Totals(", StringComparison.Ordinal);
        await using var host = await RunningProgram.StartAsync(Tasks.Value);
        await using var caller = await CallAsync(older, host);

        Assert.Equal("a,counts=1,ano", await caller.CallAsync("Chat"));
        Assert.Equal("a,counts=1,ano", await caller.CallAsync("Chat"));
        var warning = Assert.Single(host.Log.Messages, message => message.Contains("contract", StringComparison.Ordinal));
        Assert.Contains("'chat'", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContractClient_RunsNothing()
    {
        await using var host = await RunningProgram.StartAsync(Tasks.Value);
        await using var caller = await CallAsync(Caller, host);
        await host.DisposeAsync();

        using var payload = System.Text.Json.JsonDocument.Parse("""{"text":"a"}""");
        var run = await caller.Client.TriggerAsync("chat", payload.RootElement);

        Assert.Equal(RunStatus.Queued, (await caller.Client.GetAsync(run))!.Status);
    }

    private static async Task<RunningProgram> CallAsync(string source, RunningProgram host)
    {
        var project = (UserProject.Of(source) with { AssemblyName = "Caller" }).Generate().Load();
        project.Type("Store").GetField("Shared")!.SetValue(null, host.Services.GetRequiredService<IRunStore>());
        return await RunningProgram.StartAsync(project);
    }
}
