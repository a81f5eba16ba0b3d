using ChatStreaming.Offline;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Tests;

public sealed class ChatClientsTests
{
    [Fact]
    public void WithoutAKey_TheModelIsOffline()
    {
        using var client = Create(("OPENAI_API_KEY", ""), ("OPENAI_MODEL", "gpt-test"), ("ANTHROPIC_MODEL", "claude-test"));

        Assert.IsType<OfflineChatClient>(client);
        Assert.Equal("offline, rules", client.Describe());
    }

    [Fact]
    public void WithOpenAIsKey_ItIsOpenAIs()
    {
        using var client = Create(
            ("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", "http://127.0.0.1:9/v1"), ("OPENAI_MODEL", "gpt-test"), ("ANTHROPIC_API_KEY", "sk-ant"));

        Assert.Equal("openai, gpt-test", client.Describe());
        Assert.Equal(new Uri("http://127.0.0.1:9/v1"), client.GetService<ChatClientMetadata>()!.ProviderUri);
    }

    [Fact]
    public void WithAnthropicsKey_ItIsAnthropics()
    {
        using var client = Create(("ANTHROPIC_API_KEY", "sk-ant"), ("ANTHROPIC_MODEL", "claude-test"));

        Assert.Equal("anthropic, claude-test", client.Describe());
    }

    [Theory]
    [InlineData("OPENAI_API_KEY", "openai, ")]
    [InlineData("ANTHROPIC_API_KEY", "anthropic, ")]
    public void WithoutAModelsName_ThereIsADefault(string key, string provider)
    {
        using var client = Create((key, "sk-test"));

        Assert.Matches($"^{provider}.+", client.Describe());
    }

    [Theory]
    [InlineData("localhost:8080")]
    [InlineData("/v1")]
    [InlineData("file:///v1")]
    public void AnAddress_ThatIsNone_IsRefused(string address)
    {
        var refused = Assert.Throws<SettingException>(() => Create(("OPENAI_API_KEY", "sk-test"), ("OPENAI_BASE_URL", address)));

        Assert.StartsWith($"OPENAI_BASE_URL is '{address}'; it must be ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnOrderOfCalls_ThatThereIsNot_IsRefused() =>
        Assert.Equal(
            "OFFLINE_CALLS is 'sideways'; it must be 'backwards' or not set.",
            Assert.Throws<SettingException>(() => Create(("OFFLINE_CALLS", "sideways"))).Message);

    private static IChatClient Create(params (string Name, string Value)[] variables) => ChatClients.Create(
        new Settings(name => variables.FirstOrDefault(variable => variable.Name == name).Value), TimeProvider.System);
}
