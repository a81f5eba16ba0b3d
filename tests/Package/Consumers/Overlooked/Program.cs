using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Overlooked;
using Runnel;
using Part = Overlooked.Chat.StreamPart;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddRunnel(runnel => runnel.AddTasks());
using var host = builder.Build();
await host.StartAsync();

var chat = host.Services.GetRequiredService<Chat.TaskClient>();
var run = await chat.TriggerAsync(new Prompt("Hello"));

await foreach (var part in run.SubscribeAsync())
{
    switch (part)
    {
        case Part.Words(var word):
            Console.WriteLine(word);
            break;
        case Part.StreamEnded ended:
            Console.WriteLine(ended.Key);
            break;
    }
}

await host.StopAsync();
