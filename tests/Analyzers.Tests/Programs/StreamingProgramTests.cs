using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Programs;

/// <summary>Code that writes streams and subscribes to them in the ways that rules look at.</summary>
public sealed class StreamingProgramTests
{
    internal const string Source = """
        using System.Runtime.CompilerServices;
        using MyApp;
        using Part = MyApp.Chat.StreamPart;

        [Streams]
        public sealed partial record ClockStreams(TaskStream<int> Ticks, TaskStream<string> Log, TaskStream<string> Never);

        [Task("clock")]
        public sealed partial class Clock(Chat.TaskClient chat)
        {
            public async Task<int> RunAsync(ClockStreams streams, CancellationToken cancellationToken)
            {
                streams.Ticks.Pipe(TicksAsync(cancellationToken));
                var log = streams.Log.Pipe(LinesAsync());
                await foreach (var line in log.WithCancellation(cancellationToken))
                {
                    Console.Write(line);
                }

                await streams.Log.WriteAsync("again", cancellationToken);
                var run = await chat.TriggerAsync(new Prompt("a"), cancellationToken: cancellationToken);
                await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken))
                {
                    switch (part)
                    {
                        case Part.Run({ HasOutput: true } snapshot) when snapshot.Attempt > 1:
                            return snapshot.Attempt;
                        case Part.Model(var text) when text.Length > 0:
                            Console.Write(text);
                            break;
                        case Part.StreamEnded:
                            break;
                    }
                }

                _ = Task.Run(async () => await streams.Never.WriteAsync("late", cancellationToken), cancellationToken);
                return 1;
            }

            private static async IAsyncEnumerable<int> TicksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
            {
                using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
                while (await timer.WaitForNextTickAsync(cancellationToken))
                {
                    yield return 1;
                }
            }

            private static async IAsyncEnumerable<string> LinesAsync()
            {
                await Task.Yield();
                yield return "a";
            }
        }

        [Task("idle")]
        public sealed partial class Idle
        {
            public void Run(ClockStreams streams)
            {
            }
        }

        public static class Twice
        {
            public static void Start(TaskStream<string> log, IAsyncEnumerable<string> lines)
            {
                log.Pipe(lines);
                log.Pipe(lines);
            }

            public static string Read(Part part) => part switch
            {
                Part.Model(var text) => text,
                Part.Fetch { Chunk: "a" or "b" } => "",
                Part.Run or Part.StreamEnded => "",
                Part.Unknown => "",
                Part.Fetch => "",
            };

            public static void Show(Part part)
            {
                switch (part)
                {
                    case Part.Model(var text):
                        Console.Write(text);
                        break;
                    case Part.Fetch or Part.Run:
                        break;
                }
            }
        }
        """;

    [Fact]
    public async Task WhatItDoesWrong_IsReportedOnceEach()
    {
        var all = await UserProgram.Of(Source, ChatProgram.Chat).Generate().AnalyzeAsync();

        Assert.Equal(
            ["RNL2001", "RNL2002", "RNL2003", "RNL2005", "RNL2006", "RNL2007", "RNL2008", "RNL2010"],
            all.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.Id).Order(StringComparer.Ordinal));
    }
}
