namespace Runnel.OpenAI.Tests.Harness;

/// <summary>How long a test waits for what should come at once. Only a test that fails takes so long.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
}
