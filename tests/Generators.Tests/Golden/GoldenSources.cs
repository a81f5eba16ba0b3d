namespace Runnel.Generators.Tests.Golden;

/// <summary>The golden example: a streaming task, a task with arguments, and a contract client.</summary>
internal static class GoldenSources
{
    public const string Tasks = """
        using Runnel;

        namespace MyApp;

        public sealed record Prompt(string Text, Uri Source);
        public sealed record Answer(string Text);
        public sealed record Token(string Text);
        public sealed record Weather(string Location, int Days);
        public interface IModel { string Name { get; } }
        public sealed class Model : IModel { public string Name => "model"; }

        [Streams]
        public sealed partial record ChatStreams(TaskStream<Token> Tokens, [Stream("page")] TaskStream<string> Fetch);

        [Task("chat", MaxAttempts = 5)]
        public sealed partial class Chat(IModel model, TimeProvider? time = null)
        {
            public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams, TaskContext context, CancellationToken cancellationToken)
            {
                await streams.Tokens.WriteAsync(new Token(prompt.Text), cancellationToken);
                await streams.Fetch.WriteAsync(prompt.Source.Host, cancellationToken);
                return new Answer(prompt.Text + " from " + model.Name + (time is null ? "" : "!"));
            }
        }

        [Task("forecast")]
        public sealed partial class Forecast
        {
            public Weather Run(string location, int days = 3) => new(location, days);
        }

        [Schedule("0 9 * * 1-5", TimeZone = "Europe/Berlin")]
        [Task("plan", RetryFactor = 1.5, RetryMinDelaySeconds = 0.5, FailOnStreamError = true)]
        public sealed partial class Plan(Forecast.TaskClient forecast)
        {
            public async Task RunAsync() => await forecast.TriggerAsync("Oslo");
        }

        [TaskClient<Prompt, Answer, ChatStreams>("remote-chat")]
        public sealed partial class ChatApi;

        [TaskClient<NoPayload, NoOutput, NoStreams>("cleanup")]
        public sealed partial class CleanupApi;

        [TaskModule]
        public static partial class MyTasks;
        """;

    /// <summary>A host that runs the tasks, and callers.</summary>
    public const string Host = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using Runnel;
        using Part = MyApp.Chat.StreamPart;

        namespace MyApp;

        public static class Demo
        {
            public static async Task<string> ChatAsync()
            {
                using var host = await StartAsync();
                var seen = new List<string>();
                await foreach (var part in host.Services.GetRequiredService<Chat.TaskClient>().TriggerAndSubscribeAsync(new Prompt("coat?", new Uri("https://met.no"))))
                {
                    switch (part)
                    {
                        case Part.Run({ HasOutput: true, Output: { } answer } snapshot) when snapshot.Status == RunStatus.Completed: seen.Add(answer.Text); break;
                        case Part.Tokens(var token): seen.Add("token " + token.Text); break;
                        case Part.Fetch(var text): seen.Add("fetched " + text); break;
                        case Part.StreamEnded { Key: var key, Error: null }: seen.Add("end of " + key); break;
                    }
                }

                return string.Join("; ", seen);
            }

            public static async Task<string> ForecastAsync()
            {
                using var host = await StartAsync();
                var client = host.Services.GetRequiredService<Forecast.TaskClient>();
                var expanded = await (await client.TriggerAsync("Oslo")).WaitAsync();
                var whole = await (await client.TriggerAsync(new Forecast.Arguments("Bergen", 7))).WaitAsync();
                return $"{expanded.Output} {whole.Output}";
            }

            private static async Task<IHost> StartAsync()
            {
                var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
                builder.Services.AddSingleton<IModel, Model>();
                builder.Services.AddRunnel(runnel => runnel.AddTasks());
                var host = builder.Build();
                await host.StartAsync();
                return host;
            }
        }
        """;
}
