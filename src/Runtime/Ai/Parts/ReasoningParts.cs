namespace Runnel;

/// <summary>A block of the model's reasoning begins.</summary>
/// <param name="Id">Ties the block's parts together; unique within a step.</param>
public sealed record ReasoningStart(string Id) : ITextStreamPart<IToolSet>;

/// <summary>The next piece of a block of reasoning.</summary>
/// <param name="Text">The piece: to be appended as it is.</param>
public sealed record ReasoningDelta(string Text) : ITextStreamPart<IToolSet>
{
    /// <summary>The block that the piece belongs to; default "0".</summary>
    public string Id { get; init; } = "0";
}

/// <summary>A block of reasoning is complete.</summary>
/// <param name="Id">The block's id.</param>
public sealed record ReasoningEnd(string Id) : ITextStreamPart<IToolSet>;
