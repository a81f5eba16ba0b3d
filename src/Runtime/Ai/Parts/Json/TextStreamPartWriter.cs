using System.Text.Json;

namespace Runnel.Ai;

/// <summary>Writes parts of any set.</summary>
internal static class TextStreamPartWriter
{
    private static readonly JsonEncodedText TextDeltaType = JsonEncodedText.Encode(PartType.TextDelta);
    private static readonly JsonEncodedText ReasoningDeltaType = JsonEncodedText.Encode(PartType.ReasoningDelta);
    private static readonly JsonEncodedText ToolInputDeltaType = JsonEncodedText.Encode(PartType.ToolInputDelta);

    public static void Write(Utf8JsonWriter writer, object part, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (part)
        {
            case TextDelta text:
                writer.WriteString(PartField.Type, TextDeltaType);
                writer.WriteString(PartField.Id, text.Id);
                writer.WriteString(PartField.Text, text.Text);
                break;
            case ReasoningDelta reasoning:
                writer.WriteString(PartField.Type, ReasoningDeltaType);
                writer.WriteString(PartField.Id, reasoning.Id);
                writer.WriteString(PartField.Text, reasoning.Text);
                break;
            case ToolInputDelta input:
                writer.WriteString(PartField.Type, ToolInputDeltaType);
                writer.WriteString(PartField.Id, input.ToolCallId);
                writer.WriteString(PartField.Delta, input.Delta);
                break;
            case IToolPartJson tool:
                tool.Write(writer, options);
                break;
            default:
                WriteRare(writer, part, options);
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteRare(Utf8JsonWriter writer, object part, JsonSerializerOptions options)
    {
        switch (part)
        {
            case TextStart start:
                WriteBlock(writer, PartType.TextStart, start.Id);
                break;
            case TextEnd end:
                WriteBlock(writer, PartType.TextEnd, end.Id);
                break;
            case ReasoningStart start:
                WriteBlock(writer, PartType.ReasoningStart, start.Id);
                break;
            case ReasoningEnd end:
                WriteBlock(writer, PartType.ReasoningEnd, end.Id);
                break;
            case ToolInputStart start:
                WriteBlock(writer, PartType.ToolInputStart, start.ToolCallId);
                writer.WriteString(PartField.ToolName, start.ToolName);
                break;
            case ToolInputEnd end:
                WriteBlock(writer, PartType.ToolInputEnd, end.ToolCallId);
                break;
            case ToolApprovalRequest request:
                writer.WriteString(PartField.Type, PartType.ToolApprovalRequest);
                writer.WriteString(PartField.ApprovalId, request.ApprovalId);
                writer.WriteStartObject(PartField.ToolCall);
                ((IToolPartJson)request.ToolCall).Write(writer, options);
                writer.WriteEndObject();
                break;
            case SourcePart source:
                WriteSource(writer, source);
                break;
            case FilePart file:
                writer.WriteString(PartField.Type, PartType.File);
                writer.WriteStartObject(PartField.File);
                writer.WriteString(PartField.MediaType, file.MediaType);
                writer.WriteBase64String(PartField.Base64, file.Data.Span);
                writer.WriteEndObject();
                break;
            default:
                WriteStep(writer, part);
                break;
        }
    }

    private static void WriteStep(Utf8JsonWriter writer, object part)
    {
        switch (part)
        {
            case StreamStart:
                writer.WriteString(PartField.Type, PartType.Start);
                break;
            case StepStart:
                writer.WriteString(PartField.Type, PartType.StartStep);
                writer.WriteStartObject(PartField.Request);   // the SDK's readers count on both
                writer.WriteEndObject();
                writer.WriteStartArray(PartField.Warnings);
                writer.WriteEndArray();
                break;
            case StepFinish finish:
                writer.WriteString(PartField.Type, PartType.FinishStep);
                FinishReasonJson.Write(writer, finish.FinishReason);
                UsageJson.Write(writer, PartField.Usage, finish.Usage);
                writer.WriteStartObject(PartField.Response);
                WriteOptional(writer, PartField.Id, finish.ResponseId);
                WriteOptional(writer, PartField.ModelId, finish.ModelId);
                writer.WriteEndObject();
                break;
            case FinishPart finish:
                writer.WriteString(PartField.Type, PartType.Finish);
                FinishReasonJson.Write(writer, finish.FinishReason);
                UsageJson.Write(writer, PartField.TotalUsage, finish.TotalUsage);
                break;
            case AbortPart abort:
                writer.WriteString(PartField.Type, PartType.Abort);
                WriteOptional(writer, PartField.Reason, abort.Reason);
                break;
            case ErrorPart error:
                writer.WriteString(PartField.Type, PartType.Error);
                ToolPartJson.WriteError(writer, error.Error);
                break;
            case RawPart raw:
                writer.WriteString(PartField.Type, PartType.Raw);
                JsonValue.Write(writer, PartField.RawValue, raw.RawValue);
                break;
            default:
                throw new NotSupportedException(
                    $"{part.GetType()} is no part of a text stream that Runnel can write: the parts are Runnel's own types "
                    + $"and those generated for tools. Use {nameof(RawPart)} for JSON of your own.");
        }
    }

    private static void WriteSource(Utf8JsonWriter writer, SourcePart source)
    {
        writer.WriteString(PartField.Type, PartType.Source);
        switch (source)
        {
            case UrlSource url:
                writer.WriteString(PartField.SourceType, "url");
                writer.WriteString(PartField.Id, url.Id);
                writer.WriteString(PartField.Url, url.Url);
                WriteOptional(writer, PartField.Title, url.Title);
                break;
            case DocumentSource document:
                writer.WriteString(PartField.SourceType, "document");
                writer.WriteString(PartField.Id, document.Id);
                writer.WriteString(PartField.MediaType, document.MediaType);
                writer.WriteString(PartField.Title, document.Title);
                WriteOptional(writer, PartField.FileName, document.FileName);
                break;
        }
    }

    private static void WriteBlock(Utf8JsonWriter writer, string type, string id)
    {
        writer.WriteString(PartField.Type, type);
        writer.WriteString(PartField.Id, id);
    }

    private static void WriteOptional(Utf8JsonWriter writer, JsonEncodedText name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }
}
