using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>Scheduled tasks run at their times; generated clients are what schedules are created with.</summary>
public sealed class ScheduleTests
{
    private const string Source = """
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public sealed record Prompt(string Text);

        [Task("tick")]
        [Schedule("* * * * * *", TimeZone = "Asia/Kolkata", Id = "every-second")]
        public sealed partial class Tick { public ScheduledTime Run(ScheduledTime time) => time; }

        [Task("report")]
        [Schedule("* * * * * *")]
        public sealed partial class Report { public string Run(string department = "sales", int? days = null) => department + days; }

        [Task("clean")] [Schedule("0 0 1 1 *")] [Schedule("0 0 1 2 *", Missed = MissedRuns.RunAll)]
        public sealed partial class Clean { public void Run() { } }

        [Task("chat")] public sealed partial class Chat { public string Run(Prompt prompt) => prompt.Text; }

        public static class Scenario
        {
            public static async Task<string> Time(IServiceProvider services)
            {
                var run = await services.GetRequiredService<Tick.TaskClient>().GetAsync(await FirstAsync(services, "tick"));
                var (time, previous, zone, id) = run!.Output!;
                return $"{run.Payload == run.Output} {time.Offset} {time.Millisecond} {previous is null} {zone} {id}";
            }

            public static async Task<string> Defaults(IServiceProvider services) =>
                (await services.GetRequiredService<Report.TaskClient>().GetAsync(await FirstAsync(services, "report")))!.Output!;

            public static async Task<string> Listed(IServiceProvider services)
            {
                var schedules = services.GetRequiredService<IScheduleClient>();
                while ((await schedules.ListAsync()).Count < 4) await Task.Delay(20);
                return string.Join("; ", (await schedules.ListAsync()).Select(schedule => $"{schedule.TaskId} {schedule.Cron} {schedule.Missed} {schedule.IsDeclared}"));
            }

            public static async Task<string> Created(IServiceProvider services)
            {
                var schedules = services.GetRequiredService<IScheduleClient>();
                await schedules.CreateAsync("asked", services.GetRequiredService<Chat.TaskClient>(), "* * * * * *", new Prompt("hello"));
                await schedules.CreateAsync("quarterly", services.GetRequiredService<Report.TaskClient>(), "0 0 1 */3 *", new Report.Arguments(Days: 90), new ScheduleOptions { TimeZone = "Europe/Berlin" });
                await schedules.CreateAsync("timed", services.GetRequiredService<Tick.TaskClient>(), "@daily");
                await schedules.CreateAsync("bare", services.GetRequiredService<Clean.TaskClient>(), "@daily", new ScheduleOptions { Missed = MissedRuns.Skip });
                return (await services.GetRequiredService<Chat.TaskClient>().GetAsync(await FirstAsync(services, "chat")))!.Output!;
            }

            private static async Task<string> FirstAsync(IServiceProvider services, string taskId)
            {
                var runs = services.GetRequiredService<IRunnelClient>();
                while (true)
                {
                    var done = await runs.ListAsync(new RunQuery { TaskId = taskId, Status = RunStatus.Completed, Limit = 1000 });
                    if (done.Count > 0) return done[^1].Id;
                    await Task.Delay(20);
                }
            }
        }
        """;

    private static readonly Lazy<LoadedProject> Project = new(() => UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("Time", "True 05:30:00 0 True Asia/Kolkata every-second")]
    [InlineData("Defaults", "sales")]
    [InlineData("Listed", "clean 0 0 1 2 * RunAll True; clean 0 0 1 1 * RunOnce True; tick * * * * * * RunOnce True; report * * * * * * RunOnce True")]
    [InlineData("Created", "hello")]
    public async Task ScheduledTask_Runs(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }
}
