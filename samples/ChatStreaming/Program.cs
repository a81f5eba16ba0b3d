namespace ChatStreaming;

/// <summary>Tells the story; the words are the prompt.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => ChatStory.RunAsync(args is [] ? "Why do cats purr?" : string.Join(' ', args));
}
