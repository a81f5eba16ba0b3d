using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A task with two streams, and code around a subscription to it.</summary>
internal static class ChatProgram
{
    /// <summary>The task.</summary>
    public const string Chat = """
        namespace MyApp
        {
            public sealed record Prompt(string Text);

            [Streams]
            public sealed partial record ChatStreams(TaskStream<string> Model, TaskStream<string> Fetch);

            [Task("chat")]
            public sealed partial class Chat
            {
                public async Task<int> RunAsync(Prompt prompt, ChatStreams streams, CancellationToken cancellationToken)
                {
                    await streams.Model.WriteAsync(prompt.Text, cancellationToken);
                    await streams.Fetch.WriteAsync(prompt.Text, cancellationToken);
                    return 1;
                }
            }
        }
        """;

    /// <summary>A method that is given parts, with the usual alias.</summary>
    public static string Reader(string body, string parameter = "Part part") => $$"""
        using MyApp;
        using Part = MyApp.Chat.StreamPart;

        static class Reader
        {
            static object? Read({{parameter}})
            {
                {{body}}
            }
        }
        """;

    /// <summary>The task as another assembly has it.</summary>
    public static MetadataReference AsLibrary() => (UserProgram.Of(Chat) with { AssemblyName = "Library" }).Generate().ToReference();
}
