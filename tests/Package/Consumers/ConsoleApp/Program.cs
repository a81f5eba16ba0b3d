using ConsoleApp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = ConsoleApp.Chat.StreamPart;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton<IModel, Model>();
builder.Services.AddRunnel(runnel => runnel.AddTasks());
using var host = builder.Build();
await host.StartAsync();

var chat = host.Services.GetRequiredService<Chat.TaskClient>();
var run = await chat.TriggerAsync(new Prompt("Coat in Oslo?", new Uri("https://example.org/")));
await foreach (var part in run.SubscribeAsync())
{
    switch (part)
    {
        case Part.Run(var snapshot) when snapshot.Status.IsTerminal:
            Console.WriteLine($"run: {snapshot.Status}, attempt {snapshot.Attempt}, output {snapshot.Output?.Text}{snapshot.Error}");
            break;
        case Part.Tokens({ Text: var text, Index: var index }):
            Console.WriteLine($"token {index}: {text}");
            break;
        case Part.Fetch(var html):
            Console.WriteLine($"fetch: {html}");
            break;
        case Part.StreamEnded { Reason: var reason, Error: null } ended:
            Console.WriteLine($"end of {ended.Key}: {reason}");
            break;
    }
}

var forecast = await host.Services.GetRequiredService<Forecast.TaskClient>().TriggerAsync("Oslo", days: 2);
Console.WriteLine((await forecast.WaitAsync()).GetOutputOrThrow());

await foreach (var text in chat.ReadFetchAsync(run.Id))
{
    Console.WriteLine($"read again: {text}");
}

await host.StopAsync();
