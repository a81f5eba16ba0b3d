namespace Runnel.Analyzers.Tests.Harness;

/// <summary>Code of the user's that names what is generated, and compiles against a stub as well.</summary>
internal static class Caller
{
    /// <summary>Uses a task or client named T.</summary>
    public const string OfT = """
        static class CallerOfT
        {
            static object Call(T.TaskClient client, T.StreamPart part, RunnelBuilder runnel) =>
                part is T.StreamPart.Run(var run) ? client.GetAsync(run.Id) : runnel.AddTasks();
        }
        """;

    /// <summary>Uses a set of tools named W.</summary>
    public const string OfW = """
        static class CallerOfW
        {
            static object Call(W tools, ITextStreamPart<W> part, RunnelBuilder runnel) => (tools.Functions.Count, part, runnel.AddTasks());
        }
        """;
}
