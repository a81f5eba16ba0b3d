using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Responses;

/// <summary>The parts of a message as contents.</summary>
internal static class Contents
{
    public static void Add(IList<AIContent> contents, Sdk.ChatMessageContent parts)
    {
        foreach (var part in parts)
        {
            if (From(part) is { } content)
            {
                content.RawRepresentation = part;
                contents.Add(content);
            }
        }
    }

    /// <summary>Sound that the model speaks, whose format only the request tells.</summary>
    public static DataContent Sound(BinaryData bytes, Sdk.ChatCompletionOptions options, object raw)
    {
        var format = options.AudioOptions?.OutputAudioFormat.ToString();
        var type = format is "opus" or "aac" or "flac" or "wav" or "pcm" ? $"audio/{format}" : "audio/mpeg";
        return new DataContent(bytes.ToMemory(), type) { RawRepresentation = raw };
    }

    private static AIContent? From(Sdk.ChatMessageContentPart part) => part.Kind switch
    {
        Sdk.ChatMessageContentPartKind.Text => new TextContent(part.Text),
        Sdk.ChatMessageContentPartKind.Refusal => Refusal.Content(part.Refusal),
        Sdk.ChatMessageContentPartKind.Image => Image(part),
        Sdk.ChatMessageContentPartKind.File => File(part),
        _ => null,
    };

    private static AIContent? Image(Sdk.ChatMessageContentPart part)
    {
        AIContent? image = part.ImageUri is { } uri ? new UriContent(uri, "image/*")
            : part.ImageBytes is { } bytes ? new DataContent(bytes.ToMemory(), part.ImageBytesMediaType)
            : null;
        if (image is not null && part.ImageDetailLevel?.ToString() is { } detail)
        {
            image.AdditionalProperties = new() { ["ImageDetailLevel"] = detail };
        }

        return image;
    }

    private static AIContent? File(Sdk.ChatMessageContentPart part) =>
        part.FileId is { } id ? new HostedFileContent(id) { Name = part.Filename }
        : part.FileBytes is { } bytes ? new DataContent(bytes.ToMemory(), part.FileBytesMediaType) { Name = part.Filename }
        : null;
}
