using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Runnel;
using Part = Woodgrove.Assistant.Assist.StreamPart;

namespace Woodgrove.Assistant;

public sealed class ChatPanel : ComponentBase, IAsyncDisposable
{
    private readonly CancellationTokenSource disposed = new();
    private readonly List<Bubble> bubbles = [];
    private string question = "";
    private bool isBusy;

    [Inject]
    public required Assist.TaskClient Assistant { get; set; }

    [Parameter]
    public string? ConversationId { get; set; }

    public async ValueTask DisposeAsync()
    {
        await disposed.CancelAsync();
        disposed.Dispose();
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var bubble in bubbles)
        {
            builder.OpenElement(0, "p");
            builder.AddAttribute(1, "class", bubble.IsError ? "bubble error" : "bubble");
            builder.AddContent(2, bubble.Text);
            builder.CloseElement();
        }

        builder.OpenElement(3, "input");
        builder.AddAttribute(4, "value", question);
        builder.AddAttribute(5, "oninput", EventCallback.Factory.Create<ChangeEventArgs>(this, change => question = change.Value?.ToString() ?? ""));
        builder.CloseElement();
        builder.OpenElement(6, "button");
        builder.AddAttribute(7, "disabled", isBusy);
        builder.AddAttribute(8, "onclick", EventCallback.Factory.Create<MouseEventArgs>(this, AskAsync));
        builder.CloseElement();
    }

    private async Task AskAsync()
    {
        isBusy = true;
        var answer = new Bubble();
        bubbles.Add(answer);
        try
        {
            var parts = Assistant.TriggerAndSubscribeAsync(new Question(ConversationId, question), cancellationToken: disposed.Token);
            await foreach (var part in parts)
            {
                Show(part, answer);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (disposed.IsCancellationRequested)
        {
            // The page was left; the run goes on and is found in the conversation.
        }
        finally
        {
            isBusy = false;
            question = "";
        }
    }

    private void Show(Part part, Bubble answer)
    {
        switch (part)
        {
            case Part.Words(var text):
                answer.Text += text;
                break;
            case Part.StreamEnded { Reason: StreamEndReason.Superseded }:
                answer.Text = "";
                break;
            case Part.Run({ Status: RunStatus.Failed or RunStatus.TimedOut or RunStatus.Crashed or RunStatus.Canceled or RunStatus.Expired }):
                answer.IsError = true;
                answer.Text += " Something went wrong. Please ask again.";
                break;
            case Part.Run({ Output.ConversationId: { } id }):
                ConversationId = id;
                break;
            default:
                break;
        }
    }

    private sealed class Bubble
    {
        public string Text { get; set; } = "";

        public bool IsError { get; set; }
    }
}
