namespace ChatStreaming;

/// <summary>Reads environment variables; an empty one is none.</summary>
public sealed class Settings(Func<string, string?> read)
{
    /// <summary>Those of this process.</summary>
    public static Settings OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>A text.</summary>
    public string? Text(string name) => read(name) is { Length: > 0 } text ? text : null;

    /// <summary>The address of a server.</summary>
    /// <exception cref="SettingException">It is none.</exception>
    public Uri? Address(string name) =>
        Text(name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" } ? address
        : throw new SettingException($"{name} is '{text}'; it must be an absolute http or https address, such as https://api.openai.com/v1.");

    /// <summary>Whether it has its one value.</summary>
    /// <exception cref="SettingException">It has another.</exception>
    public bool Is(string name, string value) =>
        Text(name) is { } text && (text == value ? true : throw new SettingException($"{name} is '{text}'; it must be '{value}' or not set."));
}
