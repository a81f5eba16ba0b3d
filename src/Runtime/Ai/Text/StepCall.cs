using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>One call of a tool: what it is bound to, its parts, and what the model is told.</summary>
internal sealed class StepCall<TTools>
    where TTools : class, IToolSet
{
    private static readonly JsonElement Nothing = JsonElement.Parse("null"u8);

    private readonly BoxedTool<TTools>? tool;
    private readonly AIFunctionArguments arguments;
    private object? bound;

    private StepCall(FunctionCallContent content, BoxedTool<TTools>? tool)
    {
        (Content, this.tool) = (content, tool);
        arguments = new AIFunctionArguments(content.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal));
        arguments.SetToolCallId(content.CallId);
    }

    /// <summary>The call as it stands in the conversation.</summary>
    public FunctionCallContent Content { get; }

    /// <summary>Why it cannot be made, as the model is told; null where it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether it is the caller's to answer: it is only declared here, or somebody has to approve of it.</summary>
    public bool IsForCaller => tool is { IsDeclaredOnly: true } || tool?.Declaration.GetService<ApprovalRequiredAIFunction>() is not null;

    /// <summary>What the model is told; null while it is not over.</summary>
    public FunctionResultContent? Result { get; private set; }

    /// <summary>The part that tells how it ended.</summary>
    public ITextStreamPart<TTools>? ResultPart { get; private set; }

    public static StepCall<TTools> Of(FunctionCallContent content, ToolBox<TTools> tools)
    {
        var call = new StepCall<TTools>(content, tools.Find(content.Name));
        call.Problem = call.tool is null ? tools.NoSuchTool(content.Name) : call.FindProblem();
        return call;
    }

    public ITextStreamPart<TTools> CallPart() => Problem is { } problem
        ? new DynamicToolCall(Content.CallId, Content.Name, Input()) { IsInvalid = true, Error = new TaskError(nameof(InvalidToolCall), problem) }
        : bound is not null ? tool!.Parts!.Call(Content.CallId, bound) : new DynamicToolCall(Content.CallId, Content.Name, Input());

    /// <summary>Answers a call that cannot be made.</summary>
    public ITextStreamPart<TTools> Refuse()
    {
        Result = new FunctionResultContent(Content.CallId, Problem);
        return new DynamicToolError(Content.CallId, Content.Name, Input(), new TaskError(nameof(InvalidToolCall), Problem!));
    }

    /// <summary>Makes the call. It does not throw: what goes wrong is what the model is told.</summary>
    public async Task<StepCall<TTools>> InvokeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var function = (AIFunction)tool!.Declaration;
            var result = bound is not null && function is IToolBinding binding
                ? await binding.CallAsync(bound, Content.CallId, cancellationToken).ConfigureAwait(false)
                : await function.InvokeAsync(arguments, cancellationToken).ConfigureAwait(false);
            Result = new FunctionResultContent(Content.CallId, result);
            ResultPart = PartOf(result);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Nobody is told any more.
        }
        catch (Exception exception)
        {
            var error = TaskError.From(exception);
            Result = new FunctionResultContent(Content.CallId, $"Error: {error.Message}") { Exception = exception };
            ResultPart = bound is not null ? tool!.Parts!.Error(Content.CallId, bound, error) : new DynamicToolError(Content.CallId, Content.Name, Input(), error);
        }

        return this;
    }

    private string? FindProblem()
    {
        if (Content.Exception is { } exception)
        {
            return $"The arguments of '{Content.Name}' are no JSON object: {(exception.InnerException ?? exception).Message} Call the tool again with valid JSON.";
        }

        try
        {
            bound = tool is { Binding: { } binding, Parts: not null } ? binding.Bind(arguments) : null;
            return null;
        }
        catch (ToolArgumentException unfit)
        {
            return unfit.Message;
        }
    }

    private ITextStreamPart<TTools> PartOf(object? result)
    {
        if (bound is null)
        {
            return new DynamicToolResult(Content.CallId, Content.Name, Input(), ElementOf(result));
        }

        // Content for the model, such as an image, is what the tool gave; the rest is JSON by now.
        return tool!.Parts!.Result(Content.CallId, bound, result is null or JsonElement ? tool.Parts.ReadOutput(ElementOf(result), tool.Binding!.Options) : result);
    }

    private JsonElement Input() => Content.Arguments is { } given ? ElementOf(given) : Nothing;

    private static JsonElement ElementOf(object? value) => value switch
    {
        null => Nothing,
        JsonElement element => element,
        IDictionary<string, object?> members => JsonSerializer.SerializeToElement(members, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))),
        _ => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };
}
