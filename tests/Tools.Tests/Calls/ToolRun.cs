using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;
using Runnel.Tools.Tests.Sets;

namespace Runnel.Tools.Tests.Calls;

/// <summary>A host whose tool "lookUp" does what a test says.</summary>
internal static class ToolRun
{
    public static Task<RunnelTestHost> StartAsync(Func<string, CancellationToken, Task<string?>>? answer = null) =>
        RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services.AddSingleton(new Answers(answer)));

    public static WeatherTools Tools(this RunnelTestHost host) => host.Services.GetRequiredService<WeatherTools>();

    public static IRunnelClient Runs(this RunnelTestHost host) => host.Services.GetRequiredService<IRunnelClient>();
}
