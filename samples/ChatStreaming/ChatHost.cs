using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace ChatStreaming;

/// <summary>The host of the sample: the tasks, a model, and a database in which the runs are kept.</summary>
public static class ChatHost
{
    /// <summary>Makes a host that is not started yet.</summary>
    /// <param name="database">The SQLite file; made where there is none.</param>
    /// <param name="configure">What this host does differently.</param>
    /// <exception cref="SettingException">The model that the environment asks for cannot be had.</exception>
    public static IHost Create(string database, Action<RunnelBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Services.AddSingleton(ChatClients.Create(Settings.OfProcess, TimeProvider.System));
        builder.Services.AddChat(database, configure);
        return builder.Build();
    }
}
