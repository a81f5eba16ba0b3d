using System.Text.Json;
using Runnel;

namespace ChatStreaming;

/// <summary>A run and those that its task triggered, as the store has them.</summary>
public sealed record RunTree(Run<JsonElement, JsonElement> Run, IReadOnlyList<RunTree> Children)
{
    private const int IdLength = 6;

    /// <summary>Reads a run with all below it.</summary>
    public static async Task<RunTree> ReadAsync(IRunnelClient client, string runId)
    {
        var run = await client.GetAsync(runId) ?? throw new ArgumentException($"There is no run '{runId}'.", nameof(runId));
        var children = new List<RunTree>();
        foreach (var child in await client.ListAsync(new RunQuery { ParentId = runId, Limit = 1000 }))
        {
            children.Insert(0, await ReadAsync(client, child.Id));      // the newest comes first in a list, and last in a tree
        }

        return new RunTree(run, children);
    }

    /// <summary>One line for each run.</summary>
    public void Write(Lines lines) => Write(lines, "", "");

    private void Write(Lines lines, string branch, string indent)
    {
        // The id of the model's call is a tag of its run.
        var tags = string.Join(' ', Run.Tags.Select(tag => $"for {Shorten(tag)}"));
        var name = $"{branch}{Run.TaskId}";
        var detail = $"{Transcript.Name(Run.Status),-9}  attempt {Run.Attempt}  {Transcript.Seconds(Run.FinishedAt - Run.CreatedAt),7}  {tags}";
        lines.WriteLine($"{name,-16} {Shorten(Run.Id)}  {detail}".TrimEnd());
        for (var index = 0; index < Children.Count; index++)
        {
            var isLast = index == Children.Count - 1;
            Children[index].Write(lines, indent + (isLast ? "└─ " : "├─ "), indent + (isLast ? "   " : "│  "));
        }
    }

    // Its end: ids begin with the time, which runs of one tree have in common.
    private static string Shorten(string id) => id.Length <= IdLength ? id : $"…{id[^IdLength..]}";
}
