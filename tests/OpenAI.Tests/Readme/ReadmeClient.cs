using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Readme;

/// <summary>The client that the README makes.</summary>
internal static class ReadmeClient
{
    public static IChatClient Create(string key)
    {
        IChatClient model = new ChatClient("gpt-5-mini", new ApiKeyCredential(key), new OpenAIClientOptions
        {
            Endpoint = new Uri("https://api.openai.com/v1"),     // or that of any server that speaks the format
            RetryPolicy = new ClientRetryPolicy(maxRetries: 3),  // what it is without this line; see below
        }).AsIChatClient();
        return model;
    }
}
