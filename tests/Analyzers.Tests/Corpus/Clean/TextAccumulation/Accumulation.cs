using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Lucerne.Recipes.WriteRecipe.StreamPart;

namespace Lucerne.Recipes;

public sealed record Dish(string Name, int Servings);

[Streams]
public sealed partial record RecipeStreams(TaskStream<string> Steps, TaskStream<string> ShoppingList);

[Task("write-recipe")]
public sealed partial class WriteRecipe(IChatClient model)
{
    public async Task RunAsync(Dish dish, RecipeStreams streams, CancellationToken cancellationToken)
    {
        var steps = streams.Steps.Pipe(AskAsync($"How do I cook {dish.Name} for {dish.Servings}?"));
        var list = streams.ShoppingList.Pipe(AskAsync($"What must I buy to cook {dish.Name} for {dish.Servings}?"));
        await Task.WhenAll(steps.Completion, list.Completion);

        IAsyncEnumerable<string> AskAsync(string question) =>
            model.GetStreamingResponseAsync(question, cancellationToken: cancellationToken).Select(update => update.Text);
    }
}

public sealed record Recipe(string Steps, string ShoppingList, TaskError? Error);

public static class RecipeParts
{
    /// <summary>All that a run wrote, when it has ended; of a run that was tried again what the last attempt wrote.</summary>
    public static async Task<Recipe> ToRecipeAsync(this IAsyncEnumerable<Part> parts, CancellationToken cancellationToken = default)
    {
        var texts = new Dictionary<string, StringBuilder> { ["steps"] = new(), ["shoppingList"] = new() };
        TaskError? error = null;
        await foreach (var part in parts.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            switch (part)
            {
                case Part.Steps s:
                    texts["steps"].Append(s.Chunk);
                    break;
                case Part.ShoppingList l:
                    texts["shoppingList"].Append(l.Chunk);
                    break;
                case Part.StreamEnded { Key: var key, Reason: StreamEndReason.Superseded } when texts.TryGetValue(key, out var text):
                    text.Clear();
                    break;
                case Part.Run r:
                    error = r.Snapshot.Error;
                    break;
            }
        }

        return new Recipe(texts["steps"].ToString(), texts["shoppingList"].ToString(), error);
    }
}

public sealed class Kitchen(WriteRecipe.TaskClient recipes, ILogger<Kitchen> logger)
{
    public async Task<Recipe?> PlanAsync(Dish dish, CancellationToken cancellationToken)
    {
        var recipe = await recipes.TriggerAndSubscribeAsync(dish, cancellationToken: cancellationToken).ToRecipeAsync(cancellationToken);
        if (recipe.Error is { } error)
        {
            logger.LogWarning("No recipe for {Dish}: {Error}", dish.Name, error.Message);
            return null;
        }

        return recipe;
    }
}
