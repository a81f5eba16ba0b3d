using Microsoft.Extensions.AI;
using Runnel.Ai;

namespace Runnel;

/// <summary>Has a model write, step by step, with tools.</summary>
public static class StreamTextExtensions
{
    /// <summary>
    /// Has a model answer a prompt. Nothing is asked of the model before the result is read; it is read once, by <see cref="StreamTextResult{TTools}.FullStream"/>,
    /// <see cref="StreamTextResult{TTools}.TextStream"/>, or by awaiting what it comes to.
    /// </summary>
    /// <param name="model">The model. It should not call functions itself: that is done here.</param>
    /// <param name="prompt">What the user says.</param>
    /// <param name="tools">What the model may call.</param>
    /// <param name="options">How many steps, and more.</param>
    /// <param name="cancellationToken">Ends it: the model's stream and the calls of tools that are under way.</param>
    /// <typeparam name="TTools">The set of tools.</typeparam>
    public static StreamTextResult<TTools> StreamText<TTools>(
        this IChatClient model, string prompt, TTools tools, StreamTextOptions? options = null, CancellationToken cancellationToken = default)
        where TTools : class, IToolCatalog<TTools>
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return StreamText(model, [new ChatMessage(ChatRole.User, prompt)], tools, options, cancellationToken);
    }

    /// <param name="model">The model. It should not call functions itself: that is done here.</param>
    /// <param name="messages">The conversation so far.</param>
    /// <param name="tools">What the model may call.</param>
    /// <param name="options">How many steps, and more.</param>
    /// <param name="cancellationToken">Ends it: the model's stream and the calls of tools that are under way.</param>
    /// <inheritdoc cref="StreamText{TTools}(IChatClient, string, TTools, StreamTextOptions?, CancellationToken)"/>
    public static StreamTextResult<TTools> StreamText<TTools>(
        this IChatClient model, IEnumerable<ChatMessage> messages, TTools tools, StreamTextOptions? options = null, CancellationToken cancellationToken = default)
        where TTools : class, IToolCatalog<TTools>
    {
        ArgumentNullException.ThrowIfNull(tools);
        return Create(model, messages, new ToolBox<TTools>(tools.Functions, TTools.Parts, options), options, cancellationToken);
    }

    /// <summary>Has a model answer a prompt, without tools, or with those of the options alone.</summary>
    /// <inheritdoc cref="StreamText{TTools}(IChatClient, string, TTools, StreamTextOptions?, CancellationToken)"/>
    public static StreamTextResult<IToolSet> StreamText(
        this IChatClient model, string prompt, StreamTextOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return StreamText(model, [new ChatMessage(ChatRole.User, prompt)], options, cancellationToken);
    }

    /// <summary>Has a model go on with a conversation, without tools, or with those of the options alone.</summary>
    /// <inheritdoc cref="StreamText{TTools}(IChatClient, IEnumerable{ChatMessage}, TTools, StreamTextOptions?, CancellationToken)"/>
    public static StreamTextResult<IToolSet> StreamText(
        this IChatClient model, IEnumerable<ChatMessage> messages, StreamTextOptions? options = null, CancellationToken cancellationToken = default) =>
        Create(model, messages, new ToolBox<IToolSet>([], [], options), options, cancellationToken);

    private static StreamTextResult<TTools> Create<TTools>(
        IChatClient model, IEnumerable<ChatMessage> messages, ToolBox<TTools> tools, StreamTextOptions? options, CancellationToken cancellationToken)
        where TTools : class, IToolSet
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(messages);
        options ??= new StreamTextOptions();
        options.Validate();
        return new StreamTextResult<TTools>(new TextRun<TTools>(model, Approvals.Of(messages), tools, options, cancellationToken));
    }
}
