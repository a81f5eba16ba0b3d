using Runnel;

namespace Kitchen;

/// <summary>What to bake.</summary>
/// <param name="Bread">Its name.</param>
/// <param name="Loaves">How many.</param>
public sealed record Order(string Bread, int Loaves);

/// <summary>How far the oven is.</summary>
/// <param name="Loaf">The loaf in the oven.</param>
/// <param name="Degrees">How hot it is.</param>
public sealed record OvenReading(int Loaf, double Degrees);

/// <summary>What baking tells.</summary>
/// <param name="Oven">The oven's readings.</param>
/// <param name="Smell">What the kitchen smells of.</param>
[Streams]
public sealed partial record BakeStreams(TaskStream<OvenReading> Oven, TaskStream<string> Smell);

/// <summary>Bakes bread.</summary>
[Task("bake")]
public sealed partial class Bake
{
    /// <summary>Bakes one loaf after the other.</summary>
    public async Task<string> RunAsync(Order order, BakeStreams streams, CancellationToken cancellationToken)
    {
        for (var loaf = 1; loaf <= order.Loaves; loaf++)
        {
            await streams.Oven.WriteAsync(new OvenReading(loaf, 219.5 + loaf), cancellationToken);
            await streams.Smell.WriteAsync($"{order.Bread} {loaf}", cancellationToken);
        }

        return $"{order.Loaves} × {order.Bread}";
    }
}

/// <summary>The tasks of the kitchen, for the apps that use it.</summary>
[TaskModule]
public static partial class KitchenTasks;
