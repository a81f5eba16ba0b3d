namespace Runnel.Ai;

/// <summary>The id of a model's call as a tag of its run: what finds the run of a call that a stream shows.</summary>
internal static class CallTag
{
    public static TriggerOptions? Add(TriggerOptions? options, string? toolCallId)
    {
        // An id that cannot be a tag, or one too many, must not fail the call.
        if (toolCallId is not { Length: >= 1 and <= TriggerOptions.MaxTagLength } || options?.Tags.Count >= TriggerOptions.MaxTags)
        {
            return options;
        }

        return options is null ? new TriggerOptions { Tags = [toolCallId] } : options with { Tags = [.. options.Tags, toolCallId] };
    }
}
