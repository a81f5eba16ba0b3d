using System.Text;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>One answer of a model's as it comes: the parts of its text and reasoning, and the message that it becomes.</summary>
internal sealed class ModelAnswer<TTools>(BlockIds ids)
    where TTools : class, IToolSet
{
    private readonly List<AIContent> contents = [];
    private StringBuilder block = new();
    private BlockKind kind;
    private string id = "";
    private string? protectedData;
    private AdditionalPropertiesDictionary? properties;
    private List<AIAnnotation>? annotations;

    private enum BlockKind
    {
        None,
        Text,
        Reasoning,
    }

    public string Text => string.Concat(contents.Select(Refusal.WordsOf));

    public UsageDetails Usage { get; } = new();

    public ChatFinishReason? FinishReason { get; private set; }

    public string? ModelId { get; private set; }

    public string? ResponseId { get; private set; }

    public ChatMessage Message => new(ChatRole.Assistant, contents);

    /// <summary>All of it, as it is kept.</summary>
    public ChatResponse Response => new(Message) { Usage = Usage, FinishReason = FinishReason, ModelId = ModelId, ResponseId = ResponseId };

    /// <summary>Notes what an update says of the answer as a whole.</summary>
    public void Add(ChatResponseUpdate update)
    {
        FinishReason = update.FinishReason ?? FinishReason;
        ModelId = update.ModelId ?? ModelId;
        ResponseId = update.ResponseId ?? ResponseId;
    }

    /// <summary>Whether a block of text is open.</summary>
    public bool IsText => kind == BlockKind.Text;

    /// <summary>Adds the next piece of the text that is open.</summary>
    public TextDelta Continue(string piece)
    {
        block.Append(piece);
        return new TextDelta(piece) { Id = id };
    }

    /// <summary>Adds content other than a call; gives the parts that it makes.</summary>
    public void Add(AIContent content, List<ITextStreamPart<TTools>> ready)
    {
        switch (content)
        {
            case TextContent text when text.Text.Length > 0 || text.Annotations is { Count: > 0 }:
                AddText(text, ready);
                break;
            case TextReasoningContent reasoning:
                AddReasoning(reasoning, ready);
                break;
            case UsageContent usage:
                Usage.Add(usage.Details);
                break;
            case DataContent data:
                Close(ready);
                contents.Add(data);
                ready.Add(new FilePart(data.MediaType, data.Data));
                break;
            case ErrorContent error:
                // A refusal, as adapters show it: the model's words, which are to be seen.
                Close(ready);
                contents.Add(error);
                ready.Add(new ErrorPart(new TaskError(error.ErrorCode ?? nameof(ErrorContent), error.Message)));
                break;
            case not TextContent:
                Close(ready);
                contents.Add(content);
                break;
        }
    }

    /// <summary>Adds content that is told otherwise, such as a call; the block before it is closed.</summary>
    public void Add(AIContent content) => contents.Add(content);

    /// <summary>Ends the block that is open.</summary>
    public void Close(List<ITextStreamPart<TTools>> ready)
    {
        switch (kind)
        {
            case BlockKind.Text:
                contents.Add(new TextContent(block.ToString()) { Annotations = annotations });
                ready.Add(new TextEnd(id));
                break;
            case BlockKind.Reasoning:
                contents.Add(new TextReasoningContent(block.ToString()) { ProtectedData = protectedData, AdditionalProperties = properties });
                ready.Add(new ReasoningEnd(id));
                break;
        }

        kind = BlockKind.None;
        (protectedData, properties, annotations) = (null, null, null);

        // To clear one that is long would be to allocate all of it again.
        block = new StringBuilder();
    }

    private void AddText(TextContent text, List<ITextStreamPart<TTools>> ready)
    {
        Open(BlockKind.Text, ready);
        if (text.Text.Length > 0)
        {
            ready.Add(Continue(text.Text));
        }

        foreach (var annotation in text.Annotations ?? [])
        {
            (annotations ??= []).Add(annotation);
            if (annotation is CitationAnnotation { Url: { } url, Title: var title })
            {
                ready.Add(new UrlSource(ids.Next(), url.ToString()) { Title = title });
            }
        }
    }

    private void AddReasoning(TextReasoningContent reasoning, List<ITextStreamPart<TTools>> ready)
    {
        // What is signed is complete: what follows is another.
        if (protectedData is not null)
        {
            Close(ready);
        }

        // That a block begins, as some clients tell, is neither text nor a signature.
        if (reasoning.Text.Length == 0 && string.IsNullOrEmpty(reasoning.ProtectedData))
        {
            return;
        }

        Open(BlockKind.Reasoning, ready);
        block.Append(reasoning.Text);
        protectedData = string.IsNullOrEmpty(reasoning.ProtectedData) ? null : reasoning.ProtectedData;

        // By them a client knows its own again, such as what is redacted.
        properties = reasoning.AdditionalProperties ?? properties;
        if (reasoning.Text.Length > 0)
        {
            ready.Add(new ReasoningDelta(reasoning.Text) { Id = id });
        }
    }

    private void Open(BlockKind wanted, List<ITextStreamPart<TTools>> ready)
    {
        if (kind == wanted)
        {
            return;
        }

        Close(ready);
        (kind, id) = (wanted, ids.Next());
        ready.Add(wanted == BlockKind.Text ? new TextStart(id) : new ReasoningStart(id));
    }
}

/// <summary>Numbers the blocks of one writing.</summary>
internal sealed class BlockIds
{
    private int count;

    public string Next() => (count++).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
