using Runnel;
using Runnel.Testing;
using Tested;

// The task's method, called as it is.
var words = TaskStream.Capture<string>();
var times = await new Remind().RunAsync(
    new Reminder("tea", 2), new RemindStreams(words), new TaskContextBuilder { Attempt = 2 }.Build(), CancellationToken.None);
Console.WriteLine($"{times}: {string.Join(", ", words.Chunks)}");

// The same on a host whose clock is the test's.
await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks());
var run = await host.Client<Remind.TaskClient>().TriggerAsync(new Reminder("milk", 1));
var result = await host.AdvanceUntilAsync(run.WaitAsync());
Console.WriteLine($"{result.Status}: {result.Output}");
