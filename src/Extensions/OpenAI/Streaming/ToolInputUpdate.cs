using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Streaming;

/// <summary>An update that carries inputs of tool calls on.</summary>
internal sealed class ToolInputUpdate(IReadOnlyList<ITextStreamPart<IToolSet>> input) : ChatResponseUpdate, IToolInputUpdate
{
    public IReadOnlyList<ITextStreamPart<IToolSet>> ToolInput => input;
}
