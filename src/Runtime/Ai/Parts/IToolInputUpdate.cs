using Microsoft.Extensions.AI;

namespace Runnel;

/// <summary>
/// What a <see cref="ChatResponseUpdate"/> of a chat client may also be: it shows the inputs of tool calls while the model still writes them, which
/// the update's contents cannot. <c>Runnel.OpenAI</c> gives such updates.
/// </summary>
/// <remarks>A chat client that wraps another and makes its updates anew loses this; the calls themselves are in the contents all the same.</remarks>
public interface IToolInputUpdate
{
    /// <summary>
    /// In order, for each call that this update carries on: one <see cref="ToolInputStart"/>, any number of <see cref="ToolInputDelta"/>, one
    /// <see cref="ToolInputEnd"/>, the last in the update whose contents have the whole call.
    /// </summary>
    IReadOnlyList<ITextStreamPart<IToolSet>> ToolInput { get; }
}
