using ChatStreaming.Offline;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel;

namespace ChatStreaming;

/// <summary>Adds the sample's tasks to a host.</summary>
public static class ChatServices
{
    /// <summary>Adds <see cref="Chat"/>, its tools, its client, and what it needs besides an <see cref="IChatClient"/>.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="database">The SQLite file that keeps the runs; made where there is none.</param>
    /// <param name="configure">What this host does differently.</param>
    public static IServiceCollection AddChat(
        this IServiceCollection services, string database, Action<RunnelBuilder>? configure = null) => services
        .AddSingleton(_ => new HttpClient(new SocketsHttpHandler { UseProxy = false }))     // the page is on loopback
        .AddSingleton<IWeatherApi>(_ => new OfflineWeather(TimeProvider.System))
        .AddRunnel(runnel =>
        {
            runnel.UseSqlite(database).AddQueue("llm", concurrencyLimit: 10).AddTasks();
            configure?.Invoke(runnel);
        });
}
