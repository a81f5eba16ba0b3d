namespace Runnel;

/// <summary>A block of text begins.</summary>
/// <param name="Id">Ties the block's parts together; unique within a step.</param>
public sealed record TextStart(string Id) : ITextStreamPart<IToolSet>;

/// <summary>The next piece of a block of text.</summary>
/// <param name="Text">The piece: to be appended as it is.</param>
public sealed record TextDelta(string Text) : ITextStreamPart<IToolSet>
{
    /// <summary>The block that the piece belongs to; default "0".</summary>
    public string Id { get; init; } = "0";
}

/// <summary>A block of text is complete.</summary>
/// <param name="Id">The block's id.</param>
public sealed record TextEnd(string Id) : ITextStreamPart<IToolSet>;
