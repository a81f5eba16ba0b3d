using System.Text.Json.Serialization;

namespace Runnel.Json;

/// <summary>The JSON contracts of Runnel's own records.</summary>
[JsonSourceGenerationOptions(
    System.Text.Json.JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false)]
[JsonSerializable(typeof(TaskError))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunCursor))]
[JsonSerializable(typeof(ScheduledTime))]
[JsonSerializable(typeof(NoPayload))]
[JsonSerializable(typeof(NoOutput))]
internal sealed partial class RecordJson : JsonSerializerContext;
