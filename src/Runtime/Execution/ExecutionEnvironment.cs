using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel.Log;

namespace Runnel.Execution;

/// <summary>What every execution of a host shares.</summary>
internal sealed record ExecutionEnvironment(
    RunLog Log, TaskRegistry Tasks, RunFactory Runs, QueueCatalog Queues, TaskFilters Filters, RunnelOptions Options, IServiceScopeFactory Scopes, ILoggerFactory Loggers);
