using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>Reads the parts of every set but deltas.</summary>
internal static class TextStreamPartReader
{
    public static ITextStreamPart<IToolSet> Read(PartFields part) => part.Type switch
    {
        PartType.TextStart => new TextStart(part.Text("id")),
        PartType.TextEnd => new TextEnd(part.Text("id")),
        PartType.ReasoningStart => new ReasoningStart(part.Text("id")),
        PartType.ReasoningEnd => new ReasoningEnd(part.Text("id")),
        PartType.ToolInputStart => new ToolInputStart(part.Text("id"), part.Text("toolName")),
        PartType.ToolInputEnd => new ToolInputEnd(part.Text("id")),
        PartType.Source => ReadSource(part),
        PartType.File => ReadFile(part.Object("file")),
        PartType.ToolCall => ReadCall(part),
        PartType.ToolApprovalRequest => new ToolApprovalRequest(part.Text("approvalId"), ReadCall(part.Object("toolCall"))),
        PartType.ToolResult => new DynamicToolResult(
            part.Text("toolCallId"), part.Text("toolName"), part.Value("input"), part.Value("output")),
        PartType.ToolError => new DynamicToolError(part.Text("toolCallId"), part.Text("toolName"), part.Value("input"), part.Error()),
        PartType.Start => new StreamStart(),
        PartType.StartStep => new StepStart(),
        PartType.FinishStep => ReadStepFinish(part),
        PartType.Finish => new FinishPart(FinishReasonJson.Read(part), UsageJson.Read(part.Object("totalUsage"))),
        PartType.Abort => new AbortPart { Reason = part.OptionalText("reason") },
        PartType.Error => new ErrorPart(part.Error()),
        PartType.Raw => new RawPart(part.Value("rawValue")),
        _ => new RawPart(part.Json),
    };

    private static DynamicToolCall ReadCall(PartFields part) => new(part.Text("toolCallId"), part.Text("toolName"), part.Value("input"))
    {
        IsInvalid = part.IsTrue("invalid"),
        Error = part.OptionalError(),
    };

    private static ITextStreamPart<IToolSet> ReadSource(PartFields part) => part.Text("sourceType") switch
    {
        "url" => new UrlSource(part.Text("id"), part.Text("url")) { Title = part.OptionalText("title") },
        "document" => new DocumentSource(part.Text("id"), part.Text("mediaType"), part.Text("title")) { FileName = part.OptionalText("filename") },
        _ => new RawPart(part.Json),
    };

    private static FilePart ReadFile(PartFields file) => new(file.Text("mediaType"), file.Bytes("base64"));

    private static StepFinish ReadStepFinish(PartFields part)
    {
        var response = part.OptionalObject("response");
        return new StepFinish(FinishReasonJson.Read(part), UsageJson.Read(part.Object("usage")))
        {
            ModelId = response?.OptionalText("modelId"),
            ResponseId = response?.OptionalText("id"),
        };
    }
}
