using ChatStreaming.Kill;

namespace ChatStreaming;

/// <summary>Picks the story that is told; the words are the prompt.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        [WorkerProcess.Role, var database] => WorkerProcess.WorkAsync(database),
        ["--kill", .. var words] => KillStory.RunAsync(PromptOf(words)),
        _ => ChatStory.RunAsync(PromptOf(args)),
    };

    private static string PromptOf(string[] words) => words is [] ? "Why do cats purr?" : string.Join(' ', words);
}
