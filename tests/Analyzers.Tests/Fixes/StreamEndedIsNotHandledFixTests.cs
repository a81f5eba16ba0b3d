using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class StreamEndedIsNotHandledFixTests
{
    [Fact]
    public Task Statement_IsGivenAnEmptyArm() => ChangesAsync(
        """
                switch (part)
                {
                    case Part.Model(var ended): Console.Write(ended); break;
                    case Part.Fetch: break;
                }
        """,
        """
                switch (part)
                {
                    case Part.Model(var ended): Console.Write(ended); break;
                    case Part.Fetch: break;
                    case Part.StreamEnded ended2:
                        // TODO: See why the stream ended.
                        break;
                }
        """);

    [Fact]
    public Task Expression_IsGivenAnArmThatThrows() => ChangesAsync(
        "        _ = part switch { Part.Model => 1, Part.Fetch => 2 };",
        "        _ = part switch { Part.Model => 1, Part.Fetch => 2, Part.StreamEnded ended => throw new NotImplementedException() };");

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        SubscriberRules.StreamEndedIsNotHandled,
        3,
        Source("switch (part) { case Part.Model: _ = part switch { Part.Model => 1 }; break; }"),
        Source("switch (part) { case Part.Fetch: break; }").Replace("class Reader", "class Other", StringComparison.Ordinal),
        ChatProgram.Chat);

    private static Task ChangesAsync(string before, string after) =>
        VerifyFix.ChangesAsync(SubscriberRules.StreamEndedIsNotHandled, Source(before), Source(after), ChatProgram.Chat);

    private static string Source(string body) => $$"""
        using Part = MyApp.Chat.StreamPart;

        static class Reader
        {
            static void Read(Part part)
            {
        {{body}}
            }
        }
        """;
}
