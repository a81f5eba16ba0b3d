using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The call to a task's method, in the one form that the runtime awaits: what follows the arrow of a lambda.</summary>
internal static class InvocationExpression
{
    public static string Of(SurfaceModel surface, ExecutionModel execution)
    {
        var call = $"task.{execution.Method}({string.Join(", ", execution.Arguments.Select(Argument))})";
        return execution.Return switch
        {
            ReturnForm.Void => $"\n        {{\n            {call};\n            return default;\n        }}",
            ReturnForm.Task or ReturnForm.ValueTask => $" global::Runnel.Definitions.TaskInvoke.WithoutOutput(\n            {call})",
            ReturnForm.ValueTaskOfValue => $"\n            {call}",
            _ => $" new global::System.Threading.Tasks.ValueTask<{surface.OutputName}>(\n            {call})",
        };
    }

    private static string Argument(RunArgument argument) => argument.Kind switch
    {
        RunArgumentKind.Payload => "payload",
        RunArgumentKind.Member => "payload." + argument.Name,
        RunArgumentKind.Streams => $"context.Streams<{argument.Name}>()",
        RunArgumentKind.Context => "context",
        _ => "cancellationToken",
    };
}
