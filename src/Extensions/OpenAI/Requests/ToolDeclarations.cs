using Microsoft.Extensions.AI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Requests;

/// <summary>The tools that a request offers, and whether the model may, must or must not call them.</summary>
internal static class ToolDeclarations
{
    public static void AddTo(Sdk.ChatCompletionOptions result, ChatOptions options)
    {
        foreach (var tool in options.Tools ?? [])
        {
            if (tool is AIFunctionDeclaration function)
            {
                var strict = Strictness.Of(function.AdditionalProperties) ?? Strictness.Of(options.AdditionalProperties);
                result.Tools.Add(Sdk.ChatTool.CreateFunctionTool(function.Name, function.Description, ToolSchema.Of(function, strict), strict));
            }
            else if (tool is HostedWebSearchTool)
            {
                result.WebSearchOptions ??= new();
            }
        }

        // Without a tool, either is an error to the server.
        if (options.Tools is { Count: > 0 } && result.Tools.Count > 0)
        {
            result.AllowParallelToolCalls ??= options.AllowMultipleToolCalls;
            result.ToolChoice ??= Choice(options.ToolMode);
        }
    }

    private static Sdk.ChatToolChoice? Choice(ChatToolMode? mode) => mode switch
    {
        null or AutoChatToolMode => Sdk.ChatToolChoice.CreateAutoChoice(),
        NoneChatToolMode => Sdk.ChatToolChoice.CreateNoneChoice(),
        RequiredChatToolMode { RequiredFunctionName: { } name } => Sdk.ChatToolChoice.CreateFunctionChoice(name),
        RequiredChatToolMode => Sdk.ChatToolChoice.CreateRequiredChoice(),
        _ => null,
    };
}
