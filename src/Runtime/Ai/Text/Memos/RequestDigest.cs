using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>Digests of all that a model is asked with: two requests with the same ones ask for the same.</summary>
/// <param name="Model">Provider and model.</param>
/// <param name="Settings">Temperature, format, tool choice and the like.</param>
/// <param name="Tools">Names, descriptions and schemas.</param>
/// <param name="System">What the model is told first.</param>
/// <param name="Messages">The conversation.</param>
internal sealed record RequestDigest(string Model, string Settings, string Tools, string System, string Messages)
{
    private const int DigestBytes = 16;

    public static RequestDigest Of(IChatClient model, ChatOptions chat, string? system, IReadOnlyList<ChatMessage> messages)
    {
        var metadata = model.GetService<ChatClientMetadata>();
        return new RequestDigest(
            Of($"{metadata?.ProviderName}/{chat.ModelId ?? metadata?.DefaultModelId}"),
            OfSettings(chat),
            Of(chat.Tools ?? []),
            Of(system ?? ""),
            Of(messages));
    }

    /// <summary>A digest of texts, in their order.</summary>
    public static string Of(params ReadOnlySpan<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in texts)
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, DigestBytes));
    }

    /// <summary>What of the other request is not the same, for people.</summary>
    public string Difference(RequestDigest other) => string.Join(", ", Changes(other));

    private IEnumerable<string> Changes(RequestDigest other)
    {
        if (Model != other.Model)
        {
            yield return "the model";
        }

        if (Settings != other.Settings)
        {
            yield return "its options";
        }

        if (Tools != other.Tools)
        {
            yield return "the tools";
        }

        if (System != other.System)
        {
            yield return "the system message";
        }

        if (Messages != other.Messages)
        {
            yield return "the messages";
        }
    }

    private static string OfSettings(ChatOptions chat)
    {
        chat = chat.Clone();
        (chat.ModelId, chat.Tools) = (null, null);
        try
        {
            return Of(JsonSerializer.Serialize(chat, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatOptions))));
        }
        catch (NotSupportedException)
        {
            // What only the provider's client understands may be an object of any type.
            var others = Of(chat.AdditionalProperties!);
            chat.AdditionalProperties = null;
            return Of(others, JsonSerializer.Serialize(chat, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatOptions))));
        }
    }

    private static string Of(IEnumerable<AITool> tools)
    {
        List<string> texts = [];
        foreach (var tool in tools)
        {
            texts.AddRange(["tool", tool.Name, tool.Description, Of(tool.AdditionalProperties)]);
            texts.AddRange(tool switch
            {
                AIFunctionDeclaration function => ["function", function.JsonSchema.GetRawText()],
                HostedMcpServerTool server => [nameof(HostedMcpServerTool), server.ServerName, server.ServerAddress, .. server.AllowedTools ?? []],
                HostedFileSearchTool search => [nameof(HostedFileSearchTool), $"{search.MaximumResultCount}", Of(search.Inputs)],
                HostedCodeInterpreterTool interpreter => [nameof(HostedCodeInterpreterTool), Of(interpreter.Inputs)],
                _ => [tool.GetType().FullName!],
            });
        }

        return Of(texts.ToArray());
    }

    private static string Of(IEnumerable<AIContent>? inputs) =>
        inputs is null ? "" : Of(JsonSerializer.Serialize(inputs, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(IEnumerable<AIContent>))));

    private static string Of(IEnumerable<KeyValuePair<string, object?>> properties) =>
        Of([.. properties.OrderBy(property => property.Key, StringComparer.Ordinal).SelectMany(property => new[] { property.Key, FormattableString.Invariant($"{property.Value}") })]);

    // Of a message only what the model sees: when it was made, or by what, is no other question.
    private static string Of(IReadOnlyList<ChatMessage> messages) => Of(JsonSerializer.Serialize(
        messages.Select(message => new ChatMessage(message.Role, message.Contents) { AuthorName = message.AuthorName }).ToArray(),
        AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatMessage[]))));
}
