using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;
using Part = OpenAI.Chat.ChatMessageContentPart;

namespace Runnel.OpenAI.Requests;

/// <summary>Texts, images, sounds and files as the parts of a message.</summary>
internal static class MessageParts
{
    /// <summary>The parts of a message; an empty text where there is none, since a message cannot be without.</summary>
    public static IReadOnlyList<Part> From(IEnumerable<AIContent> contents)
    {
        Part[] parts = [.. contents.Select(From).OfType<Part>()];
        return parts.Length > 0 ? parts : [Part.CreateTextPart(string.Empty)];
    }

    /// <summary>A content as a part; <see langword="null"/> where a message cannot carry it.</summary>
    public static Part? From(AIContent content) => content switch
    {
        { RawRepresentation: Part raw } => raw,
        TextContent text => Part.CreateTextPart(text.Text),
        UriContent image when image.HasTopLevelMediaType("image") => Part.CreateImagePart(image.Uri, Detail(image)),
        DataContent image when image.HasTopLevelMediaType("image") =>
            Part.CreateImagePart(BinaryData.FromBytes(image.Data), image.MediaType, Detail(image)),
        DataContent sound when sound.HasTopLevelMediaType("audio") => Sound(sound),
        DataContent file when file.MediaType.StartsWith("application/pdf", StringComparison.OrdinalIgnoreCase) =>
            Part.CreateFilePart(BinaryData.FromBytes(file.Data), file.MediaType, file.Name ?? $"{Guid.NewGuid():N}.pdf"),
        HostedFileContent file => Part.CreateFilePart(file.FileId),
        _ => null,
    };

    private static Part? Sound(DataContent sound) => sound.MediaType.ToUpperInvariant() switch
    {
        "AUDIO/MPEG" => Part.CreateInputAudioPart(BinaryData.FromBytes(sound.Data), Sdk.ChatInputAudioFormat.Mp3),
        "AUDIO/WAV" => Part.CreateInputAudioPart(BinaryData.FromBytes(sound.Data), Sdk.ChatInputAudioFormat.Wav),
        _ => null,
    };

    private static Sdk.ChatImageDetailLevel? Detail(AIContent content) =>
        content.AdditionalProperties?.GetValueOrDefault("detail") switch
        {
            string name => new Sdk.ChatImageDetailLevel(name),
            Sdk.ChatImageDetailLevel level => level,
            _ => default(Sdk.ChatImageDetailLevel?),
        };
}
