using System.Diagnostics;

namespace Runnel.OpenAI;

/// <summary>What OpenTelemetry's conventions for OpenAI add to the span of a chat, where one is current and recorded.</summary>
internal sealed class ChatActivity
{
    private bool hasTier;
    private bool hasFingerprint;

    public static void NameTheApi() => Current?.SetTag("openai.api.type", "chat_completions");

    public void Describe(string? serviceTier, string? systemFingerprint)
    {
        Describe(ref hasTier, "openai.response.service_tier", serviceTier);
        Describe(ref hasFingerprint, "openai.response.system_fingerprint", systemFingerprint);
    }

    // The span is called "chat", or "chat" and the model.
    private static Activity? Current =>
        Activity.Current is { IsAllDataRequested: true } activity
        && (activity.DisplayName == "chat" || activity.DisplayName.StartsWith("chat ", StringComparison.Ordinal))
            ? activity
            : null;

    private static void Describe(ref bool isSet, string tag, string? value)
    {
        if (!isSet && !string.IsNullOrWhiteSpace(value) && Current is { } activity)
        {
            activity.SetTag(tag, value);
            isSet = true;
        }
    }
}
