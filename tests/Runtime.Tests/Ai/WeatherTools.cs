using System.Text.Json;
using Runnel.Ai;
using Runnel.Json;

namespace Runnel.Tests.Ai;

/// <summary>What the generator emits for a tool task, by hand.</summary>
public sealed class GetWeather
{
    public sealed record Weather(double Celsius, string Sky);

    public sealed record Arguments(string Location, int Days = 1);

    public sealed record ToolCall(string ToolCallId, Arguments Arguments)
        : global::Runnel.ToolCall<Arguments>(ToolCallId, "getWeather", Arguments), global::Runnel.ITextStreamPart<global::Runnel.IHasTool<GetWeather>>;

    public sealed record ToolResult(string ToolCallId, Arguments Arguments, Weather? Output)
        : global::Runnel.ToolResult<Arguments, Weather?>(ToolCallId, "getWeather", Arguments, Output), global::Runnel.ITextStreamPart<global::Runnel.IHasTool<GetWeather>>;

    public sealed record ToolError(string ToolCallId, Arguments Arguments, TaskError Error)
        : global::Runnel.ToolError<Arguments>(ToolCallId, "getWeather", Arguments, Error), global::Runnel.ITextStreamPart<global::Runnel.IHasTool<GetWeather>>;

    internal static IToolParts<ITextStreamPart<IHasTool<GetWeather>>> Parts(string name = "getWeather") =>
        new ToolParts<ITextStreamPart<IHasTool<GetWeather>>, Arguments, Weather?>(
            new(name),
            static (toolCallId, arguments) => new ToolCall(toolCallId, arguments),
            static (toolCallId, arguments, output) => new ToolResult(toolCallId, arguments, output),
            static (toolCallId, arguments, error) => new ToolError(toolCallId, arguments, error));
}

/// <summary>What the generator emits for a set of that tool and a method of its own, by hand.</summary>
public sealed class WeatherTools : IHasTool<GetWeather>
{
    public sealed record ConvertArguments(double Celsius);

    public sealed record ConvertToolCall(string ToolCallId, ConvertArguments Arguments)
        : global::Runnel.ToolCall<ConvertArguments>(ToolCallId, "convert", Arguments), global::Runnel.ITextStreamPart<WeatherTools>;

    public sealed record ConvertToolResult(string ToolCallId, ConvertArguments Arguments, double Output)
        : global::Runnel.ToolResult<ConvertArguments, double>(ToolCallId, "convert", Arguments, Output), global::Runnel.ITextStreamPart<WeatherTools>;

    public sealed record ConvertToolError(string ToolCallId, ConvertArguments Arguments, TaskError Error)
        : global::Runnel.ToolError<ConvertArguments>(ToolCallId, "convert", Arguments, Error), global::Runnel.ITextStreamPart<WeatherTools>;

    private static readonly ToolParts<ITextStreamPart<WeatherTools>, ConvertArguments, double> Convert = new(
        new("convert"),
        static (toolCallId, arguments) => new ConvertToolCall(toolCallId, arguments),
        static (toolCallId, arguments, output) => new ConvertToolResult(toolCallId, arguments, output),
        static (toolCallId, arguments, error) => new ConvertToolError(toolCallId, arguments, error));

    /// <summary>Options as a host makes them, which know the set's parts and those of no set.</summary>
    internal static JsonSerializerOptions Json(string weatherName = "getWeather") => RunnelJson.Create(
        [
            new GeneratedTypeInfoResolver(new Dictionary<Type, Func<JsonSerializerOptions, System.Text.Json.Serialization.Metadata.JsonTypeInfo>>
            {
                [typeof(ITextStreamPart<WeatherTools>)] = options => TextStreamPartJson.Create(options, [GetWeather.Parts(weatherName), Convert]),
                [typeof(ITextStreamPart<IToolSet>)] = TextStreamPartJson.Create,
            }),
        ],
        []);
}
