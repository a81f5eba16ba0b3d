using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Runnel.Generators.Tests.Harness;

/// <summary>
/// A user's project in a real host, over the in-memory store. The project has a class <c>Startup</c> whose <c>Configure</c> adds Runnel
/// and services as a user's Program.cs would, and may have a class <c>Scenario</c> of typed callers.
/// </summary>
internal sealed class RunningProgram : IAsyncDisposable
{
    /// <summary>The smallest Startup.</summary>
    public const string Startup = """
        public static class Startup
        {
            public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
                Runnel.RunnelServiceCollectionExtensions.AddRunnel(services, runnel => Runnel.RunnelTasks.AddTasks(runnel));
        }
        """;

    private readonly IHost host;
    private readonly LoadedProject project;

    private RunningProgram(IHost host, LoadedProject project, CapturedLog log) => (this.host, this.project, Log) = (host, project, log);

    public IServiceProvider Services => host.Services;

    public CapturedLog Log { get; }

    public IRunnelClient Client => Services.GetRequiredService<IRunnelClient>();

    public static async Task<RunningProgram> StartAsync(LoadedProject project, string startup = "Startup")
    {
        var log = new CapturedLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.AddProvider(log);
        project.Type(startup).GetMethod("Configure", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, [builder.Services]);
        var host = builder.Build();
        await host.StartAsync();
        return new RunningProgram(host, project, log);
    }

    /// <summary>Runs a task by id, as a caller that knows no types: its output as JSON, or how else the run ended.</summary>
    public async Task<string> RunAsync(string taskId, string payload = "{}")
    {
        using var json = JsonDocument.Parse(payload);
        var run = await EndOfAsync(await Client.TriggerAsync(taskId, json.RootElement));
        return run.Status == RunStatus.Completed ? run.Output.GetRawText() : $"{run.Status}: {run.Error}";
    }

    /// <summary>The run at its end.</summary>
    public async Task<Run<JsonElement, JsonElement>> EndOfAsync(string runId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Run<JsonElement, JsonElement>? run = null;
        await foreach (var part in Client.SubscribeAsync(runId, cancellationToken: deadline.Token))
        {
            run = part is RunPart.Run(var snapshot) ? snapshot : run;
        }

        return run!;
    }

    /// <summary>Calls a method of the project's <c>Scenario</c> with the host's services.</summary>
    public async Task<string> CallAsync(string method, params object[] arguments)
    {
        var scenario = project.Type("Scenario").GetMethod(method, BindingFlags.Public | BindingFlags.Static)!;
        var result = (Task<string>)scenario.Invoke(null, [Services, .. arguments])!;
        return await result.WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Waits until nothing executes any more: a run may have ended before its task is disposed of.</summary>
    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}

/// <summary>The warnings and errors that a host logged.</summary>
internal sealed class CapturedLog : ILoggerProvider, ILogger
{
    private readonly List<string> messages = [];

    public IReadOnlyList<string> Messages
    {
        get
        {
            lock (messages)
            {
                return [.. messages];
            }
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (messages)
        {
            messages.Add(formatter(state, exception));
        }
    }

    public void Dispose()
    {
    }
}
