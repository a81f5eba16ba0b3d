using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>The injectable client of a task.</summary>
internal static class TaskClientEmitter
{
    public static string Emit(SurfaceModel model) => SourceFile.Within(model.Declaration, writer =>
    {
        // The base without a payload offers the calls without one.
        var typeArguments = model.Payload is null ? $"{model.OutputName}, StreamPart" : model.TypeArguments;
        writer.Open($"""
            /// <summary>Triggers runs of the task "{Text.Comment(model.Id)}" and follows them.</summary>
            {SourceFile.GeneratedCode}
            {model.Accessibility} partial class TaskClient : global::Runnel.TaskClient<{typeArguments}>
            """);
        writer.Write($$"""
            /// <summary>Creates the client; the host's services do so.</summary>
            /// <param name="connection">The way to the runs.</param>
            public TaskClient(global::Runnel.Clients.RunConnection connection)
                : base(connection, {{model.ContractName}})
            {
            }

            /// <summary>For mocks.</summary>
            protected TaskClient()
            {
            }
            """);
        if (model.Arguments is { } arguments && HasExpandedForms(arguments))
        {
            EmitExpandedForm(
                writer,
                arguments,
                "Creates a run; it starts as soon as a worker takes it.",
                $"global::System.Threading.Tasks.Task<global::Runnel.RunHandle<{model.OutputName}, StreamPart>> TriggerAsync");
            EmitExpandedForm(
                writer,
                arguments,
                "Creates a run and waits for its end. Giving up does not cancel the run.",
                $"global::System.Threading.Tasks.Task<global::Runnel.TaskResult<{model.OutputName}>> TriggerAndWaitAsync");
            EmitExpandedForm(
                writer,
                arguments,
                "Creates a run and follows it to its end. Ending the enumeration does not cancel the run.",
                "global::System.Collections.Generic.IAsyncEnumerable<StreamPart> TriggerAndSubscribeAsync");
        }

        foreach (var stream in model.Streams)
        {
            EmitRead(writer, stream);
        }

        writer.Close();
    });

    // A parameter of one of these names would stand beside the client's own.
    private static bool HasExpandedForms(EquatableArray<ArgumentModel> arguments) =>
        arguments.All(argument => argument.JsonName is not ("options" or "cancellationToken"));

    private static void EmitExpandedForm(SourceWriter writer, EquatableArray<ArgumentModel> arguments, string summary, string method)
    {
        var documentation = arguments.Select(argument =>
            $"/// <param name=\"{argument.JsonName}\">The task's argument of that name.</param>");
        var parameters = arguments.Select(argument => ArgumentsEmitter.Parameter(argument, argument.ParameterName));
        var values = arguments.Select(argument => argument.ParameterName);
        writer.Write($"""

            /// <summary>{summary}</summary>
            {string.Join("\n", documentation)}
            /// <param name="options">How the run is triggered.</param>
            /// <param name="cancellationToken">Gives up waiting; the run may have been created.</param>
            /// <exception cref="global::Runnel.PayloadException">The arguments do not fit; no run was created.</exception>
            public virtual {method}(
                {string.Join(",\n    ", parameters)},
                global::Runnel.TriggerOptions? options = null,
                global::System.Threading.CancellationToken cancellationToken = default) =>
                {method.Substring(method.LastIndexOf(' ') + 1)}(new Arguments({string.Join(", ", values)}), options, cancellationToken);
            """);
    }

    private static void EmitRead(SourceWriter writer, StreamModel stream) => writer.Write($"""

        /// <summary>Reads the chunks of the stream "{Text.Comment(stream.Key)}" of one run, from its first to its last.</summary>
        /// <param name="runId">The run's id.</param>
        /// <param name="cancellationToken">Ends the reading.</param>
        /// <exception cref="global::Runnel.RunNotFoundException">No such run.</exception>
        /// <exception cref="global::Runnel.RunTypeMismatchException">It is another task's run.</exception>
        /// <exception cref="global::Runnel.StreamFailedException">The stream failed, or was cut off.</exception>
        /// <exception cref="global::Runnel.StreamSupersededException">The attempt that was read was given up.</exception>
        public virtual global::System.Collections.Generic.IAsyncEnumerable<{stream.Chunk}> Read{stream.CaseName}Async(
            string runId, global::System.Threading.CancellationToken cancellationToken = default) =>
            ReadStreamAsync<{stream.Chunk}>(runId, {Text.Literal(stream.Key)}, cancellationToken);
        """);
}
