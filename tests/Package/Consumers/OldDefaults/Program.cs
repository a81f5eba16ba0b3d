using System.Threading;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace OldDefaults
{
    public class Order
    {
        public string Customer { get; set; }

        public string Note { get; set; }

        public int? Priority { get; set; }
    }

    [Streams]
    public sealed partial record PackStreams(TaskStream<string> Steps, TaskStream<Order> Echo);

    [Task("pack")]
    public partial class Pack
    {
        public async System.Threading.Tasks.Task<string> RunAsync(Order order, PackStreams streams, CancellationToken cancellationToken)
        {
            await streams.Steps.WriteAsync("fold", cancellationToken);
            await streams.Echo.WriteAsync(order, cancellationToken);
            await streams.Steps.WriteAsync("tape", cancellationToken);
            return "parcel for " + order.Customer;
        }
    }

    [Task("greet")]
    public partial class Greet
    {
        public string Run(string name, string title = null) => title == null ? name : title + " " + name;
    }

    internal static class Program
    {
        private static async System.Threading.Tasks.Task Main(string[] args)
        {
            var builder = Host.CreateApplicationBuilder(args);
            builder.Logging.ClearProviders();
            builder.Services.AddRunnel(runnel => runnel.AddTasks());
            using (var host = builder.Build())
            {
                await host.StartAsync();

                var pack = host.Services.GetRequiredService<Pack.TaskClient>();
                await foreach (var part in pack.TriggerAndSubscribeAsync(new Order { Customer = "Ada" }))
                {
                    switch (part)
                    {
                        case Pack.StreamPart.Steps steps:
                            System.Console.WriteLine("step: " + steps.Chunk);
                            break;
                        case Pack.StreamPart.Echo echo:
                            var order = echo.Chunk;
                            var priority = order.Priority == null ? "no priority" : order.Priority.ToString();
                            System.Console.WriteLine("echo: " + order.Customer + ", " + (order.Note ?? "no note") + ", " + priority);
                            break;
                        case Pack.StreamPart.StreamEnded ended:
                            System.Console.WriteLine("end of " + ended.Key + ": " + ended.Reason);
                            break;
                        case Pack.StreamPart.Run run when run.Snapshot.Status.IsTerminal:
                            System.Console.WriteLine("run: " + run.Snapshot.Output + run.Snapshot.Error);
                            break;
                    }
                }

                var greet = await host.Services.GetRequiredService<Greet.TaskClient>().TriggerAsync("Lovelace");
                System.Console.WriteLine((await greet.WaitAsync()).GetOutputOrThrow());
                await host.StopAsync();
            }
        }
    }
}
