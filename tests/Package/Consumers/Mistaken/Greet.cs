using Runnel;

namespace Mistaken;

[Task("greet")]
public sealed class Greet
{
    public string Run(string name) => $"Hello, {name}";
}

public static class Caller
{
    public static RunnelBuilder Register(RunnelBuilder runnel) => runnel.AddTasks();
}
