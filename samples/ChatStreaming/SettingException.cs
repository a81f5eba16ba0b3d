namespace ChatStreaming;

/// <summary>An environment variable says something that cannot be done.</summary>
public sealed class SettingException(string message) : Exception(message);
