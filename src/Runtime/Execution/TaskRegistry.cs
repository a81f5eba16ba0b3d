using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Runnel.Definitions;

namespace Runnel.Execution;

/// <summary>The tasks that this host knows: those that it runs, and those of which it only has the contract.</summary>
internal sealed partial class TaskRegistry
{
    private readonly Dictionary<string, TaskDefinition> definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TaskContract> contracts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<TaskContract, string> hashes = new();
    private readonly ConcurrentDictionary<(string TaskId, string Hash), bool> mismatches = new();

    public TaskRegistry(IEnumerable<TaskDefinition> definitions, IEnumerable<TaskContract> contracts, JsonSerializerOptions json)
    {
        Json = json;
        foreach (var definition in definitions)
        {
            if (this.definitions.TryGetValue(definition.Contract.Id, out var other) && other != definition)
            {
                throw new RunnelException(
                    $"Two tasks have the id '{definition.Contract.Id}': {other.Contract.PayloadType} and {definition.Contract.PayloadType} are their payloads. Give one of them another id.");
            }

            this.definitions[definition.Contract.Id] = definition;
            this.contracts[definition.Contract.Id] = definition.Contract;
        }

        foreach (var contract in contracts)
        {
            this.contracts.TryAdd(contract.Id, contract);
        }

        ExecutableIds = [.. this.definitions.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>The JSON options of payloads, outputs and chunks.</summary>
    public JsonSerializerOptions Json { get; }

    /// <summary>The ids of the tasks that this host can run.</summary>
    public IReadOnlyCollection<string> ExecutableIds { get; }

    public TaskDefinition Definition(string taskId) => definitions[taskId];

    /// <summary>The contract of a task, the implementation's where it is here; nothing where the task is unknown.</summary>
    public TaskContract? Known(string taskId) => contracts.GetValueOrDefault(taskId);

    /// <exception cref="TaskNotFoundException">No such task.</exception>
    public TaskContract Contract(string taskId) =>
        contracts.TryGetValue(taskId, out var contract) ? contract : throw new TaskNotFoundException(taskId, contracts.Keys);

    /// <summary>A digest of the shapes that a contract's callers and its task exchange. Two builds with the same one understand each other.</summary>
    public string HashOf(TaskContract contract) => hashes.GetOrAdd(contract, static (contract, json) => ContractHash.Of(contract, json), Json);

    /// <summary>Says once that a caller was built against another contract of a task; what does not fit is found when it is read.</summary>
    public void WarnOfMismatch(string taskId, string theirs, ILogger logger)
    {
        if (mismatches.TryAdd((taskId, theirs), true))
        {
            LogMismatch(logger, taskId, theirs, HashOf(Contract(taskId)));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Task '{TaskId}': a caller was built against contract {Theirs}, this host against {Ours}. What still fits works; update the older of the two.")]
    private static partial void LogMismatch(ILogger logger, string taskId, string theirs, string ours);
}
