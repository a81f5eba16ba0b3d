using Runnel;

namespace MistakenSchedule;

[Task("greet")]
[Schedule("0 25 * * *")]
public sealed partial class Greet
{
    public string Run(string name = "world") => $"Hello, {name}";
}

public static class Caller
{
    public static RunnelBuilder Register(RunnelBuilder runnel) => runnel.AddTasks();
}
