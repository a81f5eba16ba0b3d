using Runnel;
using Part = Contoso.Phone.LookUp.StreamPart;

namespace Contoso.Phone;

public sealed record Caller(string Number);

public sealed record Match(string Name, double Score);

[Streams]
public sealed partial record LookUpStreams(TaskStream<Match> Matches);

public interface IDirectory
{
    IAsyncEnumerable<Match> FindAsync(string number, CancellationToken cancellationToken);
}

[Task("look-up-caller")]
public sealed partial class LookUp(IDirectory directory)
{
    public async Task<Match?> RunAsync(Caller caller, LookUpStreams streams, CancellationToken cancellationToken)
    {
        var matches = streams.Matches.Pipe(directory.FindAsync(caller.Number, cancellationToken));
        return await matches.MaxByAsync(match => match.Score, cancellationToken: cancellationToken);
    }
}

public sealed class CallScreen(LookUp.TaskClient lookUp)
{
    public string Name { get; private set; } = "unknown";

    public async Task RingAsync(string number, CancellationToken cancellationToken = default)
    {
        var best = 0.0;
        await foreach (var part in lookUp.TriggerAndSubscribeAsync(new Caller(number), cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Matches({ Score: var score, Name: var name }) when score > best:
                    (best, Name) = (score, name);
                    break;
                case Part.Run({ Status: RunStatus.Failed }):
                    Name = number;
                    break;
            }
        }
    }
}
