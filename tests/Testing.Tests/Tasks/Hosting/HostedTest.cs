using Microsoft.Extensions.DependencyInjection;
using Runnel.Storage;

namespace Runnel.Testing.Tests.Tasks.Hosting;

/// <summary>A host around a task that the test writes in place.</summary>
public abstract class HostedTest
{
    private protected static Task<RunnelTestHost> StartAsync(
        Func<JobStreams, TaskContext, CancellationToken, Task<string>> run, RunnelTestHostOptions? options = null,
        Action<RunnelOptions>? configure = null, IRunStore? store = null) =>
        RunnelTestHost.StartAsync(
            runnel =>
            {
                runnel.AddTasks().Configure(configure ?? (_ => { }));
                if (store is not null)
                {
                    runnel.UseStore(_ => store);
                }
            },
            services => services.AddSingleton(new JobBody(run)),
            options);

    private protected static Task<RunHandle<string, Work.StreamPart>> TriggerAsync(RunnelTestHost host) => host.Client<Work.TaskClient>().TriggerAsync(new Job("a"));
}
