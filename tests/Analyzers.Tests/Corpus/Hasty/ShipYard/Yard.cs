using System.Text.Json.Serialization;
using Runnel;

namespace Hasty.Yard;

public enum Hull { Steel, Wood } // review: "Plastic" is gone, and stored runs have it

public sealed record Ship(string Name, Hull Hull, Engine Engine, int Decks); // review: decks had a default

public sealed record Engine([property: JsonPropertyName("kilowatts")] int Power, string? Fuel = null); // review: was "power" in JSON

public sealed record Launch(DateTimeOffset At, Berth? Berth); // review: berth was never null

public sealed record Berth(int Number);

[Streams]
public sealed partial record BuildStreams(TaskStream<string> Welds, TaskStream<Berth> Berths); // review: "paint" is gone, and the berths are new

[Task("build-ship")]
public sealed partial class BuildShip
{
    public async Task<Launch> RunAsync(Ship ship, BuildStreams streams, CancellationToken cancellationToken)
    {
        for (var deck = 0; deck < ship.Decks; deck++)
        {
            await streams.Welds.WriteAsync($"{ship.Name}: deck {deck}", cancellationToken);
        }

        await streams.Berths.WriteAsync(new Berth(1), cancellationToken);
        return new Launch(DateTimeOffset.UtcNow, ship.Hull is Hull.Steel ? new Berth(1) : null);
    }
}

[Task("scrap-ship")]
public sealed partial class ScrapShip
{
    public long Run(string name, Hull? hull = null) => name.Length + (hull is null ? 0 : 1); // review: the output was an int
}

public sealed class Yard(BuildShip.TaskClient building, ScrapShip.TaskClient scrapping)
{
    public async Task<long> ReplaceAsync(string old, Ship ship, CancellationToken cancellationToken)
    {
        var scrapped = await scrapping.TriggerAndWaitAsync(old, cancellationToken: cancellationToken);
        var built = await building.TriggerAsync(ship, cancellationToken: cancellationToken);
        await built.WaitAsync(cancellationToken); // review: a ship that was not built is not noticed
        return scrapped.Output; // review: nor one that was not scrapped
    }
}
