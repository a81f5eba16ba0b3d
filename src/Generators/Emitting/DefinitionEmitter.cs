using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>
/// The contract of a task and, where it is implemented here, how it is run. Both stand in one file, the contract first:
/// one initializer reads the other, and C# runs them in the order of a file.
/// </summary>
internal static class DefinitionEmitter
{
    public static string Emit(SurfaceModel surface, ExecutionModel? execution) => SourceFile.Within(surface.Declaration, writer =>
    {
        EmitContract(writer, surface);
        if (execution is not null)
        {
            writer.WriteBlankLine();
            EmitDefinition(writer, surface, execution);
        }
    });

    private static void EmitContract(SourceWriter writer, SurfaceModel model)
    {
        var streams = model.Streams.Select(stream =>
            $"\n        new global::Runnel.Definitions.StreamContract({Text.Literal(stream.Key)}, typeof({stream.Chunk.Name})),");
        var list = model.Streams.Count == 0 ? "[]" : $"\n    [{string.Concat(streams)}\n    ]";
        writer.Write($$"""
            /// <summary>What callers know of the task "{{Text.Comment(model.Id)}}".</summary>
            {{SourceFile.GeneratedCode}}
            internal static global::Runnel.Definitions.TaskContract<{{model.TypeArguments}}> Contract { get; } = new(
                {{Text.Literal(model.Id)}},
                new PartCodec(),
                {{list.TrimStart()}});
            """);
    }

    private static void EmitDefinition(SourceWriter writer, SurfaceModel surface, ExecutionModel execution)
    {
        var name = surface.Declaration.FullName;
        var services = string.Join(",\n            ", execution.Services.Select(ConstructionExpression.Of));
        var construction = execution.Services.Count == 0 ? $"new {name}()" : $"new {name}(\n            {services})";
        writer.Write($$"""
            /// <summary>How the task "{{Text.Comment(surface.Id)}}" is run.</summary>
            {{SourceFile.GeneratedCode}}
            internal static global::Runnel.Definitions.TaskDefinition Definition { get; } =
                new global::Runnel.Definitions.TaskDefinition<{{name}}, {{surface.TypeArguments}}>(
                    Contract,
                    static services => {{construction}},
                    static (task, payload, context, cancellationToken) =>{{InvocationExpression.Of(surface, execution)}}){{Settings(execution)}};
            """);
    }

    private static string Settings(ExecutionModel execution)
    {
        var settings = execution.Settings;
        string?[] retry =
        [
            settings.MaxAttempts is { } attempts ? $"MaxAttempts = {attempts}" : null,
            settings.RetryFactor is { } factor ? $"Factor = {factor}" : null,
            settings.RetryMinDelay is { } minimum ? $"MinDelay = global::System.TimeSpan.FromSeconds({minimum})" : null,
            settings.RetryMaxDelay is { } maximum ? $"MaxDelay = global::System.TimeSpan.FromSeconds({maximum})" : null,
        ];
        var policy = string.Join(", ", retry.Where(setting => setting is not null));
        string?[] members =
        [
            policy.Length > 0 ? $"        Retry = new() {{ {policy} }}," : null,
            settings.Queue is { } queue ? $"        Queue = {queue}," : null,
            settings.MaxDuration is { } duration ? $"        MaxDuration = global::System.TimeSpan.FromSeconds({duration})," : null,
            settings.FailOnStreamError ? "        FailOnStreamError = true," : null,
            execution.Schedules.Count > 0 ? $"        Schedules =\n        [\n{string.Concat(execution.Schedules.Select(Schedule))}        ]," : null,
        ];
        var lines = string.Join("\n", members.Where(member => member is not null));
        return lines.Length > 0 ? $"\n    {{\n{lines}\n    }}" : "";
    }

    private static string Schedule(ScheduleModel schedule)
    {
        string?[] settings =
        [
            schedule.TimeZone is { } zone ? $"TimeZone = {zone}" : null,
            schedule.Missed is { } missed ? $"Missed = {missed}" : null,
            schedule.Id is { } id ? $"Id = {id}" : null,
        ];
        var members = string.Join(", ", settings.Where(setting => setting is not null));
        return $"            new({schedule.Cron}){(members.Length > 0 ? $" {{ {members} }}" : "")},\n";
    }
}
