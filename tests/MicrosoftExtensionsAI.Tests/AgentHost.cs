using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>A host with a scripted model behind Microsoft.Extensions.AI's clients, and everything traced.</summary>
internal sealed class AgentHost : IAsyncDisposable
{
    /// <summary>How long to wait, in real time, for what comes without the clock; it decides only how long a test hangs that fails.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly RunnelTestHost host;

    private AgentHost(RunnelTestHost host) => this.host = host;

    public AgentPlan Plan => host.Services.GetRequiredService<AgentPlan>();

    /// <summary>Starts a host.</summary>
    /// <param name="model">The model.</param>
    /// <param name="configure">Configures the client that invokes functions.</param>
    /// <param name="forecast">What the tool "getWeather" does; without it, it is 13 degrees everywhere.</param>
    /// <param name="inner">Adds clients between that one and the model.</param>
    /// <param name="options">How the host runs.</param>
    /// <param name="runnel">Configures Runnel, beside the tasks.</param>
    public static async Task<AgentHost> StartAsync(
        ScriptedModel model, Action<FunctionInvokingChatClient>? configure = null, Forecast? forecast = null,
        Func<ChatClientBuilder, ChatClientBuilder>? inner = null, RunnelTestHostOptions? options = null, Action<RunnelBuilder>? runnel = null) =>
        new(await RunnelTestHost.StartAsync(
            builder =>
            {
                builder.AddTasks();
                runnel?.Invoke(builder);
            },
            services =>
            {
                services.AddSingleton<AgentPlan>().AddSingleton(forecast ?? ((location, _) => Task.FromResult<Weather?>(new(location, 13))));
                var chat = services.AddChatClient(model).UseFunctionInvocation(configure: configure);
                inner?.Invoke(chat);
            },
            options));

    /// <summary>Does the plan's work: as a run, or here.</summary>
    public Task<string> WorkAsync(bool within) => within ? WorkWithinAsync() : WorkHereAsync();

    // What runs here is not the host's, which may look at rest meanwhile: its clock stands still.
    public Task<string> WorkHereAsync(CancellationToken cancellationToken = default) => Plan.Work(
        host.Services.GetRequiredService<IChatClient>(), host.Services.GetRequiredService<WeatherTools>(), cancellationToken).WaitAsync(Patience);

    public async Task<string> WorkWithinAsync() => (await EndOfAsync(await TriggerAsync())).GetOutputOrThrow();

    public Task<RunHandle<string, Agent.StreamPart>> TriggerAsync() => Client<Agent.TaskClient>().TriggerAsync();

    public Task<TaskResult<string>> EndOfAsync(RunHandle<string, Agent.StreamPart> run) => host.AdvanceUntilAsync(run.WaitAsync());

    public TClient Client<TClient>()
        where TClient : class => host.Client<TClient>();

    public Task<T> AdvanceUntilAsync<T>(Task<T> task) => host.AdvanceUntilAsync(task);

    public Task StopAsync() => host.StopAsync();

    /// <summary>The runs of the tool "getWeather", in the order of their locations.</summary>
    public async Task<IReadOnlyList<Run<GetWeather.Arguments, Weather?>>> WeatherRunsAsync()
    {
        var runs = new List<Run<GetWeather.Arguments, Weather?>>();
        foreach (var run in await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { TaskId = "get-weather" }))
        {
            runs.Add((await Client<GetWeather.TaskClient>().GetAsync(run.Id))!);
        }

        return [.. runs.OrderBy(run => run.Payload.Location, StringComparer.Ordinal)];
    }

    /// <summary>The one run that is an agent's.</summary>
    public async Task<string?> AgentIdAsync() =>
        (await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { TaskId = "agent" })).SingleOrDefault()?.Id;

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
