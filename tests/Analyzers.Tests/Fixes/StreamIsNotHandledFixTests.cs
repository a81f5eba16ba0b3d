using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class StreamIsNotHandledFixTests
{
    [Fact]
    public Task Statement_IsGivenAnEmptyArmForEachStream() => ChangesAsync(
        """
        using Part = MyApp.Chat.StreamPart;

        static class Reader
        {
            static void Read(Part part)
            {
                switch (part)
                {
                    case Part.Run(var run):
                        Console.Write(run.Id);
                        break;
                }
            }
        }
        """,
        """
        using Part = MyApp.Chat.StreamPart;

        static class Reader
        {
            static void Read(Part part)
            {
                switch (part)
                {
                    case Part.Run(var run):
                        Console.Write(run.Id);
                        break;
                    case Part.Model(var model):
                        // TODO: Handle the chunk of 'Model'.
                        break;
                    case Part.Fetch(var fetch):
                        // TODO: Handle the chunk of 'Fetch'.
                        break;
                }
            }
        }
        """);

    [Theory]
    [InlineData("using MyApp;", "Chat.StreamPart.")]
    [InlineData("", "MyApp.Chat.StreamPart.")]
    [InlineData("", "global::MyApp.Chat.StreamPart.")]
    [InlineData("using P = MyApp.Chat.StreamPart;", "P.")]
    [InlineData("using C = MyApp.Chat;", "C.StreamPart.")]
    [InlineData("using static MyApp.Chat;", "StreamPart.")]
    [InlineData("using static MyApp.Chat.StreamPart;", "")]
    public Task Arm_IsNamedAsTheOthersAre(string import, string qualifier) => ChangesAsync(
        $$"""
        {{import}}
        static class Reader
        {
            static void Read(MyApp.Chat.StreamPart part, int model)
            {
                switch (part)
                {
                    case {{qualifier}}Fetch:
                        break;
                }
            }
        }
        """,
        $$"""
        {{import}}
        static class Reader
        {
            static void Read(MyApp.Chat.StreamPart part, int model)
            {
                switch (part)
                {
                    case {{qualifier}}Fetch:
                        break;
                    case {{qualifier}}Model(var model2):
                        // TODO: Handle the chunk of 'Model'.
                        break;
                }
            }
        }
        """);

    [Fact]
    public Task CaseUnderAnAliasOfItsOwn_LeavesTheOthersToTheirUnion() => ChangesAsync(
        """
        using MyApp;
        using Fetched = MyApp.Chat.StreamPart.Fetch;
        static class Reader
        {
            static void Read(Chat.StreamPart part)
            {
                switch (part)
                {
                    case Fetched:
                        break;
                }
            }
        }
        """,
        """
        using MyApp;
        using Fetched = MyApp.Chat.StreamPart.Fetch;
        static class Reader
        {
            static void Read(Chat.StreamPart part)
            {
                switch (part)
                {
                    case Fetched:
                        break;
                    case Chat.StreamPart.Model(var model):
                        // TODO: Handle the chunk of 'Model'.
                        break;
                }
            }
        }
        """);

    [Theory]
    [InlineData("Part.Run => 1, Part.Model => 2 ", "Part.Run => 1, Part.Model => 2, Part.Fetch(var fetch) => throw new NotImplementedException() ")]
    [InlineData("Part.Run => 1, Part.Model => 2, ", "Part.Run => 1, Part.Model => 2, Part.Fetch(var fetch) => throw new NotImplementedException(), ")]
    [InlineData("\n        Part.Run => 1,\n        Part.Model => 2\n    ", "\n        Part.Run => 1,\n        Part.Model => 2,\n        Part.Fetch(var fetch) => throw new NotImplementedException()\n    ")]
    [InlineData("\n        Part.Run => 1,\n        Part.Model => 2,\n    ", "\n        Part.Run => 1,\n        Part.Model => 2,\n        Part.Fetch(var fetch) => throw new NotImplementedException(),\n    ")]
    [InlineData("\n        Part.Run => 1, // one\n        Part.Model => 2 // two\n    ", "\n        Part.Run => 1, // one\n        Part.Model => 2, // two\n        Part.Fetch(var fetch) => throw new NotImplementedException()\n    ")]
    public Task Expression_IsGivenArmsThatThrow(string before, string after) => ChangesAsync(Expression(before), Expression(after));

    [Fact]
    public Task UnionOfAReferencedAssembly_IsHandled() => VerifyFix.ChangesAsync(
        SubscriberRules.StreamIsNotHandled,
        UserProgram.Of(Expression("Part.Run => 1, Part.Fetch => 2 ")) with { References = [ChatProgram.AsLibrary()] },
        Expression("Part.Run => 1, Part.Fetch => 2, Part.Model(var model) => throw new NotImplementedException() "));

    [Fact]
    public Task StreamsNamedLikeKeywords_AreEscaped() => VerifyFix.ChangesAsync(
        SubscriberRules.StreamIsNotHandled,
        """
        static class Reader
        {
            static async Task<int> ReadAsync(T.StreamPart part)
            {
                await Task.Yield();
                return part switch { T.StreamPart.Run => 1 };
            }
        }
        """,
        """
        static class Reader
        {
            static async Task<int> ReadAsync(T.StreamPart part)
            {
                await Task.Yield();
                return part switch { T.StreamPart.Run => 1, T.StreamPart.Event(var @event) => throw new NotImplementedException(), T.StreamPart.Await(var @await) => throw new NotImplementedException() };
            }
        }
        """,
        """[Streams] public partial record S(TaskStream<int> Event, TaskStream<int> Await); [Task("t")] public partial class T { public void Run(S streams) => _ = streams; }""");

    [Fact]
    public Task TopLevelCodeWithWindowsLines_KeepsThem() => ChangesAsync(
        "using Part = MyApp.Chat.StreamPart;\r\nclass C\r\n{\r\n    void Read(Part part)\r\n    {\r\n        switch (part)\r\n        {\r\n            case Part.Fetch:\r\n                break;\r\n        }\r\n    }\r\n}\r\n",
        "using Part = MyApp.Chat.StreamPart;\r\nclass C\r\n{\r\n    void Read(Part part)\r\n    {\r\n        switch (part)\r\n        {\r\n            case Part.Fetch:\r\n                break;\r\n            case Part.Model(var model):\r\n                // TODO: Handle the chunk of 'Model'.\r\n                break;\r\n        }\r\n    }\r\n}\r\n");

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        SubscriberRules.StreamIsNotHandled,
        4,
        ChatProgram.Reader("switch (part) { case Part.Run: return next switch { Part.Model => 1, Part.Run => 3 }; } switch (part) { case Part.Fetch: break; } return null;", "Part part, Part next"),
        ChatProgram.Reader("switch (part) { case Part.Fetch: break; } return null;").Replace("class Reader", "class Other", StringComparison.Ordinal),
        ChatProgram.Chat);

    private static Task ChangesAsync(string before, string after) => VerifyFix.ChangesAsync(SubscriberRules.StreamIsNotHandled, before, after, ChatProgram.Chat);

    private static string Expression(string arms) => $$"""
        using Part = MyApp.Chat.StreamPart;

        static class Reader
        {
            static int Read(Part part) => part switch {{{arms}}};
        }
        """.Replace("{Part", "{ Part", StringComparison.Ordinal);
}
