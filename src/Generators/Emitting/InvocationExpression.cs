using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The call to a task's or tool's method, in the one form that the runtime awaits: what follows the arrow of a lambda.</summary>
internal static class InvocationExpression
{
    public static string Of(SurfaceModel surface, ExecutionModel execution) =>
        Of($"task.{execution.Method}", "payload", execution.Arguments, execution.Return, surface.OutputName);

    public static string Of(ToolMethodModel tool, string setName) =>
        Of($"{Receiver(tool, setName)}.{tool.Method}", "arguments", tool.Arguments, tool.Return, tool.OutputName);

    private static string Receiver(ToolMethodModel tool, string setName) => tool switch
    {
        { IsStatic: true } => setName,
        { Interface: { } contract } => $"(({contract})tools)",
        _ => "tools",
    };

    private static string Of(string method, string payload, IEnumerable<RunArgument> arguments, ReturnForm form, string outputName)
    {
        var call = $"{method}({string.Join(", ", arguments.Select(argument => Argument(argument, payload)))})";
        return form switch
        {
            ReturnForm.Void => $"\n        {{\n            {call};\n            return default;\n        }}",
            ReturnForm.Task or ReturnForm.ValueTask => $" global::Runnel.Definitions.TaskInvoke.WithoutOutput(\n            {call})",
            ReturnForm.ValueTaskOfValue => $"\n            {call}",
            _ => $" new global::System.Threading.Tasks.ValueTask<{outputName}>(\n            {call})",
        };
    }

    private static string Argument(RunArgument argument, string payload) => argument.Kind switch
    {
        RunArgumentKind.Payload => payload,
        RunArgumentKind.Member => $"{payload}.{argument.Name}",
        RunArgumentKind.Streams => $"context.Streams<{argument.Name}>()",
        RunArgumentKind.Context => "context",
        _ => "cancellationToken",
    };
}
