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
    private readonly JsonElement input;
    private readonly string? inputProblem;
    private object? bound;

    private StepCall(FunctionCallContent content, BoxedTool<TTools>? tool)
    {
        (Content, this.tool) = (content, tool);
        arguments = new AIFunctionArguments(content.Arguments ?? new Dictionary<string, object?>(StringComparer.Ordinal));
        arguments.SetToolCallId(content.CallId);
        try
        {
            input = content.Arguments is { } given ? ElementOf(given) : Nothing;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            (input, inputProblem) = (Nothing, $"The arguments of '{content.Name}' cannot be written as JSON: {exception.Message}");
        }
    }

    /// <summary>The call as it stands in the conversation.</summary>
    public FunctionCallContent Content { get; }

    /// <summary>Why it cannot be made, as the model is told; null where it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether somebody has to approve of it before it is made.</summary>
    public bool NeedsApproval => tool?.Declaration.GetService<ApprovalRequiredAIFunction>() is not null;

    /// <summary>Whether it is the caller's to answer: it is only declared here, or somebody has to approve of it.</summary>
    public bool IsForCaller => tool is { IsDeclaredOnly: true } || NeedsApproval;

    /// <summary>Whether it is a child of the run whose code asks: what it gives is in its own log, and a later execution joins it.</summary>
    public bool IsChild => tool is { IsChild: true };

    /// <summary>What the model is told; null while it is not over.</summary>
    public FunctionResultContent? Result { get; private set; }

    /// <summary>The part that tells how it ended.</summary>
    public ITextStreamPart<TTools>? ResultPart { get; private set; }

    /// <summary>Why it can neither be answered nor made again here: the run is another worker's by now.</summary>
    public RunFencedException? Fenced { get; private set; }

    /// <summary>Reads a call.</summary>
    /// <param name="content">The call.</param>
    /// <param name="tools">What can be called.</param>
    /// <param name="problem">Why it cannot be made, where that is known.</param>
    public static StepCall<TTools> Of(FunctionCallContent content, ToolBox<TTools> tools, string? problem)
    {
        var call = new StepCall<TTools>(content, tools.Find(content.Name));
        call.Problem = problem ?? call.inputProblem ?? (call.tool is null ? tools.NoSuchTool(content.Name) : call.FindProblem());
        return call;
    }

    /// <summary>There is nothing to call where a tool is only declared, whoever has approved of it.</summary>
    public void RequireFunction() => Problem ??= tool is { IsDeclaredOnly: true } ? $"The tool '{Content.Name}' is only declared here: nothing can call it." : null;

    public ITextStreamPart<TTools> CallPart() => Problem is { } problem
        ? new DynamicToolCall(Content.CallId, Content.Name, input) { IsInvalid = true, Error = new TaskError(nameof(InvalidToolCall), problem) }
        : bound is not null ? tool!.Parts!.Call(Content.CallId, bound) : new DynamicToolCall(Content.CallId, Content.Name, input);

    /// <summary>Asks whoever reads for their approval.</summary>
    public ToolApprovalRequest ApprovalPart(string approvalId) => new(approvalId, new DynamicToolCall(Content.CallId, Content.Name, input));

    /// <summary>Answers a call that cannot be made.</summary>
    public ITextStreamPart<TTools> Refuse()
    {
        Result = new FunctionResultContent(Content.CallId, Problem);
        return new DynamicToolError(Content.CallId, Content.Name, input, new TaskError(nameof(InvalidToolCall), Problem!));
    }

    /// <summary>Tells of a call that nobody answers any more.</summary>
    public ITextStreamPart<TTools> GiveUp() =>
        ErrorPart(new TaskError(nameof(OperationCanceledException), $"The call of '{Content.Name}' was given up: what it was made for has ended before it."));

    /// <summary>Makes the call. It does not throw: what goes wrong is what the model is told.</summary>
    /// <param name="memos">What the log has of the step, in a run.</param>
    /// <param name="givenUp">Canceled where the call is given up, rather than left to the run's next execution.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<StepCall<TTools>> InvokeAsync(StepMemos? memos, CancellationToken givenUp, CancellationToken cancellationToken)
    {
        var memo = memos?.CallOf(Content.Name, input);
        try
        {
            if (memo?.TryRecall(Recall) is true)
            {
                return this;
            }

            memo?.Enter(givenUp);
            var result = await CallAsync(cancellationToken).ConfigureAwait(false);
            var part = PartOf(result);

            // What a child gives is in its own log, which a later execution reads.
            if (memo is not null && !IsChild)
            {
                await memo.KeepAsync(() => ToolOutcome.Keep(result, (IToolResult)part, tool!.Options)).ConfigureAwait(false);
            }

            Answer(result, part);
        }
        catch (RunFencedException fenced)
        {
            Fenced = fenced;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested || memo?.IsStopping is true)
        {
            // Nobody is told any more, whatever a client of something makes of its being canceled.
        }
        catch (Exception exception)
        {
            await FailAsync(exception, memo).ConfigureAwait(false);
        }

        return this;
    }

    private ValueTask<object?> CallAsync(CancellationToken cancellationToken)
    {
        var function = (AIFunction)tool!.Declaration;
        return bound is not null && function is IToolBinding binding
            ? binding.CallAsync(bound, Content.CallId, cancellationToken)
            : function.InvokeAsync(arguments, cancellationToken);
    }

    private async ValueTask FailAsync(Exception exception, CallMemo? memo)
    {
        var error = TaskError.From(exception);
        try
        {
            await (memo?.KeepAsync(() => new ResultMemo(ResultForm.Json, Value: null, error)) ?? default).ConfigureAwait(false);
            Fail(error, exception);
        }
        catch (RunFencedException fenced)
        {
            Fenced = fenced;
        }
    }

    private void Recall(ResultMemo memo)
    {
        if (memo.Error is { } error)
        {
            Fail(error, exception: null);
            return;
        }

        var result = ToolOutcome.Recall(memo, output => tool!.Parts!.ReadOutput(output, tool.Options));
        Answer(result, PartOf(result));
    }

    private void Answer(object? result, ITextStreamPart<TTools> part) => (Result, ResultPart) = (new FunctionResultContent(Content.CallId, result), part);

    private void Fail(TaskError error, Exception? exception)
    {
        Result = new FunctionResultContent(Content.CallId, $"Error: {error.Message}") { Exception = exception };
        ResultPart = ErrorPart(error);
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
            return new DynamicToolResult(Content.CallId, Content.Name, input, ElementOf(result));
        }

        // Content for the model, such as an image, is what the tool gave; the rest is JSON by now.
        return tool!.Parts!.Result(Content.CallId, bound, result is null or JsonElement ? tool.Parts.ReadOutput(ElementOf(result), tool.Options) : result);
    }

    private ITextStreamPart<TTools> ErrorPart(TaskError error) => bound is not null
        ? tool!.Parts!.Error(Content.CallId, bound, error)
        : new DynamicToolError(Content.CallId, Content.Name, input, error);

    private static JsonElement ElementOf(object? value) => value switch
    {
        null => Nothing,
        JsonElement element => element,
        IDictionary<string, object?> members => JsonSerializer.SerializeToElement(members, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IDictionary<string, object?>))),
        IEnumerable<AIContent> contents => JsonSerializer.SerializeToElement(contents, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IEnumerable<AIContent>))),
        _ => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType())),
    };
}
