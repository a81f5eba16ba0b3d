using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.AI;
using Runnel;
using Part = Trey.Research.Explain.StreamPart;

namespace Trey.Research;

[Streams]
public sealed partial record ExplainStreams(TaskStream<ITextStreamPart<IToolSet>> Model);

[Task("explain")]
public sealed partial class Explain(IChatClient model)
{
    public async Task<string> RunAsync(string topic, ExplainStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText($"Explain {topic} to a colleague.", cancellationToken: cancellationToken);
        await streams.Model.Pipe(result.FullStream).Completion;
        return await result.Text;
    }
}

/// <summary>An answer while it is written. Renders ten times a second at most, however fast the model is.</summary>
public sealed class LiveAnswer : ComponentBase, IDisposable
{
    private static readonly TimeSpan FrameTime = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource gone = new();
    private readonly StringBuilder text = new();
    private string hint = "";
    private long lastFrame;

    [Inject]
    private Explain.TaskClient Explanations { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Parameter]
    public string RunId { get; set; } = "";

    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        await foreach (var part in Explanations.SubscribeAsync(RunId, cancellationToken: gone.Token))
        {
            hint = HintOf(part) ?? hint;
            if (part is Part.Model(TextDelta delta))
            {
                text.Append(delta.Text);
            }
            else if (part is Part.StreamEnded { Reason: StreamEndReason.Superseded })
            {
                text.Clear();
            }

            if (Time.GetElapsedTime(lastFrame) >= FrameTime)
            {
                lastFrame = Time.GetTimestamp();
                StateHasChanged();
            }
        }

        StateHasChanged();
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.AddContent(0, text.ToString());
        builder.AddContent(1, hint);
    }

    private static string? HintOf(Part part) => part switch
    {
        Part.Model(ReasoningStart or ReasoningDelta) => "Thinking …",
        Part.Model(TextStart) => "Writing …",
        Part.Model(UrlSource { Title: { } title }) => $"Read {title}",
        Part.Model(FinishPart { TotalUsage.TotalTokenCount: { } tokens }) => $"{tokens} tokens",
        Part.Model(ErrorPart { Error.Message: var message }) => message,
        Part.Run({ Status: RunStatus.Completed }) => "",
        Part.Run({ Error: not null, Status: RunStatus.Delayed }) => "Once more …",
        Part.Run({ Error: { } error }) => error.Message,
        _ => null,
    };
}
