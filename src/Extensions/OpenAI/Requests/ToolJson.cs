using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.OpenAI.Requests;

/// <summary>The arguments and results of past calls, as the text that the model sees.</summary>
internal static class ToolJson
{
    // Whoever reads the arguments of a call asks for an object: some servers fail at anything else.
    private static readonly BinaryData NoArguments = BinaryData.FromString("{}");

    // Indented, as by default, they would only cost tokens.
    private static readonly JsonSerializerOptions Options = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    public static BinaryData Arguments(FunctionCallContent call) => call.Arguments is null
        ? NoArguments
        : BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(
            call.Arguments, Options.GetTypeInfo(typeof(IDictionary<string, object?>))));

    public static string Result(FunctionResultContent content)
    {
        if (content.Result is not { } result)
        {
            return string.Empty;
        }

        try
        {
            return result as string ?? JsonSerializer.Serialize(result, Options.GetTypeInfo(typeof(object)));
        }
        catch (NotSupportedException)
        {
            // Of a type without a JSON contract. The tools of Runnel, and those of AIFunctionFactory, give JSON themselves.
            return string.Empty;
        }
    }
}
