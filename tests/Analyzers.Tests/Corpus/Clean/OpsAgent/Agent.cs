using System.ComponentModel;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Nod.Operations;

public sealed record Incident(string Id, string Description);

public sealed record Resolution(string Summary, bool NeedsApproval);

public interface ICluster
{
    Task RestartAsync(string service, CancellationToken cancellationToken);

    Task<string> LogsAsync(string service, int lines, CancellationToken cancellationToken);
}

[ToolTask("restart-service", Name = "restart", Description = "Restart a service", MaxAttempts = 1)]
public sealed partial class RestartService(ICluster cluster)
{
    public Task RunAsync([Description("Its name")] string service, CancellationToken cancellationToken) => cluster.RestartAsync(service, cancellationToken);
}

[Tools(typeof(RestartService))]
public sealed partial class OpsTools(ICluster cluster)
{
    [Tool("logs", Description = "The last lines of a service's log")]
    public Task<string> LogsAsync(string service, int lines = 50, CancellationToken cancellationToken = default) =>
        cluster.LogsAsync(service, lines, cancellationToken);
}

[Streams]
public sealed partial record OpsStreams(TaskStream<ITextStreamPart<OpsTools>> Agent, TaskStream<string> Notes);

[Task("handle-incident")]
public sealed partial class HandleIncident(IChatClient model, OpsTools tools, ILogger<HandleIncident> logger)
{
    public async Task<Resolution> RunAsync(Incident incident, OpsStreams streams, CancellationToken cancellationToken)
    {
        List<AIFunction> replacing = [new ApprovalRequiredAIFunction(tools.Restart(MaxOnce))];
        var result = model.StreamText(
            [new(ChatRole.System, "You are on call."), new(ChatRole.User, incident.Description)],
            tools,
            new StreamTextOptions
            {
                MaxSteps = 20,
                Replacing = replacing,
                StopWhen = steps => steps.Sum(step => step.Usage.TotalTokenCount ?? 0) > 100_000,
                OnStep = async (step, token) =>
                {
                    logger.LogInformation("Step {Number}: {Calls}", step.Number, string.Join(", ", step.Calls.Select(call => call.Name)));
                    await streams.Notes.WriteAsync($"step {step.Number}", token);
                },
            },
            cancellationToken);

        var open = new HashSet<string>();
        await foreach (var part in streams.Agent.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            _ = part switch
            {
                IToolCall call => open.Add(call.ToolCallId),
                IToolResult done => open.Remove(done.ToolCallId),
                IToolError failed => open.Remove(failed.ToolCallId),
                _ => false,
            };
        }

        return new Resolution(await result.Text, NeedsApproval: open.Count > 0);
    }

    private static TriggerOptions MaxOnce { get; } = new() { MaxAttempts = 1, Priority = 100 };
}

public static class OpsToolsExtensions
{
    public static AIFunction Restart(this OpsTools tools, TriggerOptions options) => tools.RestartService.With(options);
}

public sealed class IncidentRoom(HandleIncident.TaskClient incidents)
{
    public async IAsyncEnumerable<string> LinesAsync(Incident incident, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var part in incidents.TriggerAndSubscribeAsync(incident, new() { IdempotencyKey = incident.Id }, cancellationToken))
        {
            var line = part switch
            {
                HandleIncident.StreamPart.Agent(OpsTools.LogsToolCall { Arguments.Service: var service }) => $"reads the log of {service}",
                HandleIncident.StreamPart.Agent(RestartService.ToolCall { Arguments.Service: var service }) => $"wants to restart {service}",
                HandleIncident.StreamPart.Agent(IToolError { ToolName: var name, Error.Message: var message }) => $"{name}: {message}",
                HandleIncident.StreamPart.Notes(var note) => note,
                HandleIncident.StreamPart.Run({ Output: { NeedsApproval: true } }) => "waits for your approval",
                HandleIncident.StreamPart.Run({ Output.Summary: { } summary }) => summary,
                _ => null,
            };
            if (line is not null)
            {
                yield return line;
            }
        }
    }
}
