using Runnel.Definitions;

namespace Runnel.Execution;

/// <summary>The filters around one attempt.</summary>
internal sealed class FilteredAttempt(IReadOnlyList<ITaskFilter> filters, TaskFilterContext context, TaskDefinition definition)
{
    /// <summary>Runs the task within its filters.</summary>
    /// <param name="isFirst">Whether the run begins with it.</param>
    /// <param name="invoke">Runs the task.</param>
    public async ValueTask<object?> InvokeAsync(bool isFirst, TaskFilterDelegate invoke)
    {
        foreach (var filter in isFirst ? filters : [])
        {
            await filter.OnStartAsync(context).ConfigureAwait(false);
        }

        var chain = invoke;
        foreach (var filter in filters.Reverse())
        {
            var next = chain;
            chain = context => filter.InvokeAsync(context, next);
        }

        var output = await chain(context).ConfigureAwait(false);
        return definition.IsOutput(output) ? output : throw new InvalidOperationException(
            $"A filter gave {output?.GetType().ToString() ?? "null"} as the output of task '{definition.Contract.Id}', which is {definition.Contract.OutputType}. "
            + "Give back what next gave, or another value of that type.");
    }

    /// <summary>Tells the filters that the run is about to end.</summary>
    /// <param name="status">How.</param>
    /// <param name="error">Why, where it fails.</param>
    /// <param name="warn">Notes what a filter throws.</param>
    public async ValueTask EndAsync(RunStatus status, TaskError? error, Action<string> warn)
    {
        foreach (var filter in filters.Reverse())
        {
            if (status == RunStatus.Completed)
            {
                await TryAsync(filter, nameof(ITaskFilter.OnSuccessAsync), () => filter.OnSuccessAsync(context), warn).ConfigureAwait(false);
            }
            else if (status == RunStatus.Failed)
            {
                await TryAsync(filter, nameof(ITaskFilter.OnFailureAsync), () => filter.OnFailureAsync(context, error!), warn).ConfigureAwait(false);
            }
        }

        foreach (var filter in filters.Reverse())
        {
            await TryAsync(filter, nameof(ITaskFilter.OnCompletedAsync), () => filter.OnCompletedAsync(context, status), warn).ConfigureAwait(false);
        }
    }

    private static async ValueTask TryAsync(ITaskFilter filter, string method, Func<ValueTask> call, Action<string> warn)
    {
        try
        {
            await call().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            warn($"Filter {filter.GetType()}: {method} threw {exception.GetType()}: {exception.Message}");
        }
    }
}
