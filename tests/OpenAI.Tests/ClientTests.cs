using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;
using Runnel.OpenAI.Tests.Microsofts;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests
{
    public sealed class ClientTests
    {
        [Fact]
        public void TheClient_SaysWhatItIs()
        {
            var client = Client();

            var model = client.AsIChatClient(requireFinishReason: true);

            var metadata = model.GetService<ChatClientMetadata>();
            Assert.Equal(("openai", "https://example.com/v1", "gpt-test"), (metadata?.ProviderName, metadata?.ProviderUri?.ToString(), metadata?.DefaultModelId));
            Assert.Same(client, model.GetService<Sdk.ChatClient>());
            Assert.Same(model, model.GetService<IChatClient>());
            Assert.Null(model.GetService<Sdk.ChatClient>("key"));
            Assert.Null(model.GetService<string>());
        }

        [Fact]
        public void Nothing_IsNoClient()
        {
            Assert.Throws<ArgumentNullException>("chatClient", () => ((Sdk.ChatClient)null!).AsIChatClient(requireFinishReason: true));
        }

        [Fact]
        public void BesideMicrosoftsPackage_TheMethodIsMicrosofts()
        {
            Assert.Null(Client().AsIChatClient());
        }

        private static Sdk.ChatClient Client() =>
            new("gpt-test", new ApiKeyCredential("sk-test"), new OpenAIClientOptions { Endpoint = new Uri("https://example.com/v1") });
    }
}

namespace Runnel.OpenAI.Tests.Microsofts
{
    /// <summary>Has the method that Microsoft.Extensions.AI.OpenAI has, as it is declared there.</summary>
    internal static class OpenAIClientExtensions
    {
        public static IChatClient? AsIChatClient(this Sdk.ChatClient chatClient) => null;
    }
}
