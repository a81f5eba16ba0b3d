using Runnel;
using Part = Datum.Compilers.BuildProject.StreamPart;

namespace Datum.Compilers;

public sealed record Project(string Path, string Configuration = "Release");

public sealed record Message(string File, int Line, string Code, string Text, bool IsError);

public sealed record BuildOutput(bool Succeeded, int Errors);

[Streams]
public sealed partial record BuildStreams(TaskStream<Message> Messages, TaskStream<string> Console);

public interface ICompiler
{
    IAsyncEnumerable<string> BuildAsync(Project project, CancellationToken cancellationToken);

    bool TryParse(string line, out Message message);
}

[Task("build-project", MaxAttempts = 1)]
public sealed partial class BuildProject(ICompiler compiler)
{
    public async Task<BuildOutput> RunAsync(Project project, BuildStreams streams, CancellationToken cancellationToken)
    {
        var errors = 0;
        await foreach (var line in streams.Console.Pipe(compiler.BuildAsync(project, cancellationToken)).WithCancellation(cancellationToken))
        {
            if (compiler.TryParse(line, out var message))
            {
                errors += message.IsError ? 1 : 0;
                await streams.Messages.WriteAsync(message, cancellationToken);
            }
        }

        return new BuildOutput(errors == 0, errors);
    }
}

public abstract class PartVisitor<TResult>
{
    public TResult Visit(Part part) => part switch
    {
        Part.Run(var run) => VisitRun(run),
        Part.Messages(var message) => VisitMessage(message),
        Part.Console(var line) => VisitConsole(line),
        Part.StreamEnded ended => VisitStreamEnded(ended.Key, ended.Reason, ended.Error),
        Part.Unknown unknown => VisitUnknown(unknown),
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };

    protected abstract TResult Default { get; }

    protected virtual TResult VisitRun(Run<Project, BuildOutput> run) => Default;

    protected virtual TResult VisitMessage(Message message) => Default;

    protected virtual TResult VisitConsole(string line) => Default;

    protected virtual TResult VisitStreamEnded(string key, StreamEndReason reason, TaskError? error) => Default;

    protected virtual TResult VisitUnknown(Part.Unknown part) => Default;
}

public sealed class EditorMarkers : PartVisitor<IReadOnlyList<string>>
{
    protected override IReadOnlyList<string> Default => [];

    protected override IReadOnlyList<string> VisitMessage(Message message) => [$"{message.File}({message.Line}): {message.Code} {message.Text}"];

    protected override IReadOnlyList<string> VisitRun(Run<Project, BuildOutput> run) =>
        run is { Error: { } error, FinishedAt: not null } ? [$"The build broke off: {error.Message}"] : [];
}

public sealed class BuildLog(TextWriter writer) : PartVisitor<int>
{
    protected override int Default => 0;

    protected override int VisitConsole(string line)
    {
        writer.WriteLine(line);
        return 1;
    }
}

public sealed class BuildPane(BuildProject.TaskClient builds)
{
    public async Task<IReadOnlyList<string>> BuildAsync(Project project, TextWriter console, CancellationToken cancellationToken)
    {
        var (markers, log, lines) = (new EditorMarkers(), new BuildLog(console), 0);
        var marked = new List<string>();
        await foreach (var part in builds.TriggerAndSubscribeAsync(project, cancellationToken: cancellationToken))
        {
            marked.AddRange(markers.Visit(part));
            lines += log.Visit(part);
        }

        console.WriteLine($"{lines} lines, {marked.Count} messages");
        return marked;
    }
}
