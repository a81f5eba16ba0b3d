using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamIsNotHandledTests
{
    [Theory]
    [InlineData("[|switch|] (part) { case Part.Model(var text): return text; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("[|switch|] (part) { case Part.Model: break; case Part.StreamEnded: break; case null: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("[|switch|] (part) { case Part.Run or Part.StreamEnded { Error: not null }: break; } return null;", "the streams 'Model' and 'Fetch'", "arms for them")]
    [InlineData("[|switch|] (part) { case MyApp.Chat.StreamPart.Unknown { Key: \"k\" }: break; case Part.Fetch { Chunk: \"a\" } when part.Attempt > 1: break; } return null;", "the stream 'Model'", "an arm for it")]
    [InlineData("[|switch|] (part) { case global::MyApp.Chat.StreamPart.Model m: return m; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is not null) { [|switch|] (part) { case Part.Model: break; } } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is null) { return null; } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is not Part.Run) { Console.Write(1); } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is not { }) { return null; } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is not { Attempt: 1 }) { return null; } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is not Part.StreamEnded && part.Attempt > 1) { return null; } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (!(part is not Part.Run)) { return null; } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is not (Part.Model or Part.Fetch)) { return null; } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("ArgumentNullException.ThrowIfNull(part); [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("if (part is null) { throw new ArgumentNullException(nameof(part)); } [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("TextWriter? log = null; log?.WriteLine(string.Concat(\"a\", part)); [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("var some = new[] { new[] { part } }.First(each => each.Length > 0); foreach (var each in some) { [|switch|] (each) { case Part.Model: break; } } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("foreach (var each in new[] { part }) { [|switch|] (each) { case Part.Model: break; } } foreach (var each in new[] { part }) { Show(each); } return null; static void Show(Part part) { }", "the stream 'Fetch'", "an arm for it")]
    [InlineData("Console.WriteLine(part); [|switch|] (part) { case Part.Model: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    [InlineData("[|switch|] (part) { case Part.Model and { Attempt: 1 }: break; } return null;", "the stream 'Fetch'", "an arm for it")]
    public Task StreamWithoutAnArm_IsReported(string body, string streams, string arms) =>
        VerifyUse.ReportsAsync(SubscriberRules.StreamIsNotHandled, Message(streams, arms, "'default'"), ChatProgram.Reader(body), ChatProgram.Chat);

    [Fact]
    public Task SwitchBesideAnother_IsReportedForWhatNeitherHandles() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotHandled,
        Message("the stream 'Fetch'", "an arm for it", "'default'"),
        ChatProgram.Reader("switch (part) { case Part.Model: break; default: break; } [|switch|] (part) { case Part.Run: break; } return null;"),
        ChatProgram.Chat);

    [Fact]
    public Task SwitchExpression_IsReportedAtItsKeyword() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotHandled,
        Message("the stream 'Fetch'", "an arm for it", "'_'"),
        ChatProgram.Reader("return part [|switch|] { Part.Model(var text) => text, Part.Run or Part.StreamEnded or Part.Unknown => null };"),
        ChatProgram.Chat);

    [Fact]
    public Task UnionOfAReferencedAssembly_IsReported() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotHandled,
        Message("the stream 'Model'", "an arm for it", "'default'"),
        UserProgram.Of(ChatProgram.Reader("[|switch|] (part) { case Part.Fetch: break; } return null;")) with { References = [ChatProgram.AsLibrary()] });

    [Theory]
    [InlineData("using static MyApp.Chat.StreamPart;", "Fetch")]
    [InlineData("using Fetched = MyApp.Chat.StreamPart.Fetch;", "Fetched")]
    [InlineData("using App = MyApp;", "App::Chat.StreamPart.Fetch")]
    [InlineData("using MyApp;", "Chat.StreamPart.Fetch")]
    public Task CaseUnderAnyName_IsTheSame(string import, string name) => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotHandled,
        Message("the stream 'Model'", "an arm for it", "'default'"),
        $$"""{{import}} static class Reader { static void Read(MyApp.Chat.StreamPart part) { [|switch|] (part) { case {{name}} { Chunk: "a" }: break; } } }""",
        ChatProgram.Chat);

    [Fact]
    public Task AliasOfTheWholeProgram_IsSeen() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamIsNotHandled,
        Message("the stream 'Model'", "an arm for it", "'default'"),
        "static class Reader { static void Read(Part part) { [|switch|] (part) { case Part.Fetch: break; } } }",
        "global using Part = MyApp.Chat.StreamPart;" + ChatProgram.Chat);

    [Theory]
    [InlineData("switch (part) { case Part.Model(var text): return text; case Part.Fetch(var html): return html; } return null;")]
    [InlineData("switch (part) { case Part.Model { Chunk.Length: > 3 }: break; case Part.Fetch(\"a\" or \"b\"): break; } return null;")]
    [InlineData("switch (part) { case Part.Model f when f.Attempt > 1: break; case Part.Fetch when part.Attempt > 1: break; } return null;")]
    [InlineData("switch (part) { case Part.Model or Part.Fetch: break; } return null;")]
    [InlineData("switch (part) { case not (Part.Model or Part.Fetch): break; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; case not Part.Fetch: break; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; default: break; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; case var other: return other; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; case Part other: return other; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; case { Attempt: > 1 }: break; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; case object other: return other; } return null;")]
    [InlineData("return part switch { Part.Run => 1, _ => 2 };")]
    [InlineData("return part switch { Part.Run => 1, var other => other.Attempt };")]
    [InlineData("return part switch { Part.Run => 1, _ when part.Attempt > 1 => 2, { } => 3 };")]
    [InlineData("if (part is Part.Run) { return 1; } else if (part is Part.Model(var text)) { return text; } return null;")]
    [InlineData("if (part is Part.Model(var text)) { return text; } switch (part) { case Part.Fetch: break; } return null;")]
    [InlineData("switch (part) { case Part.Model: break; default: switch (part) { case Part.Fetch: break; } break; } return null;")]
    [InlineData("if (part is Part.Model) { return 1; } else if (part is not null) { return part switch { Part.Fetch => 1, Part.Run => 2 }; } return null;")]
    [InlineData("switch (part) { case Part.Fetch: return 1; } Show(part); return null; static void Show(Part part) { }")]
    [InlineData("var parts = new List<Part>(); switch (part) { case Part.Fetch: return 1; } parts.Add(part); return parts;")]
    [InlineData("switch (part) { case Part.Model: break; } switch (part) { case Part.Fetch: break; } return null;")]
    [InlineData("switch (part) { case Part.Model: break; } if (part is Part.Fetch(var html)) { return html; } return null;")]
    [InlineData("var text = part is Part.Model(var model) ? model : \"\"; switch (part) { case Part.Fetch: return text; } return null;")]
    [InlineData("var text = part switch { Part.Model(var model) => model, _ => \"\" }; switch (part) { case Part.Fetch: return text; } return null;")]
    [InlineData("switch (part) { case Part.Model: break; } return part switch { Part.Fetch => 1, _ => 2 };")]
    [InlineData("if (part is not Part.StreamEnded and not Part.Run) { return 1; } return part switch { Part.StreamEnded => 1, Part.Run => 2 };")]
    [InlineData("var parts = new[] { part }.Where(each => each is Part.Fetch); foreach (var each in parts) { switch (each) { case Part.Fetch: break; } } return null;")]
    [InlineData("if (part is Part.Run) { return part; } switch (part) { case Part.Fetch: break; } return null;")]
    [InlineData("foreach (var each in new[] { part }.Where(each => each is Part.Fetch)) { switch (each) { case Part.Fetch: break; } } return null;")]
    [InlineData("var held = (Part: part, 1); if (held.Part is Part.Model) { return 1; } switch (held.Part) { case Part.Fetch: break; } return null;")]
    [InlineData("return part is Part.Run(var run) ? run : null;")]
    [InlineData("return new[] { part }.OfType<Part.Model>().Select(model => model.Chunk).ToList();")]
    [InlineData("switch (part) { } return null;")]
    [InlineData("switch (part as object) { case Part.Model: return 1; } return null;")]
    [InlineData("switch ((part, 1)) { case (Part.Model, 1): return 1; } return null;")]
    [InlineData("switch (part.Attempt) { case 1: return 1; } switch (DayOfWeek.Monday) { case DayOfWeek.Friday: return 2; } return null;")]
    public Task HandledStream_DefaultAndFilter_AreNotReported(string body) => VerifyUse.IsSilentAsync(SubscriberRules.StreamIsNotHandled, ChatProgram.Reader(body), ChatProgram.Chat);

    [Fact]
    public Task UnionOfTheUsers_IsNotReported() => VerifyUse.IsSilentAsync(
        SubscriberRules.StreamIsNotHandled,
        """
        public class C { public abstract record StreamPart { public sealed record A : StreamPart; public sealed record B : StreamPart; } }
        static class Reader { static void Read(C.StreamPart part) { switch (part) { case C.StreamPart.A: break; } } }
        """);

    private static string Message(string streams, string arms, string rest) =>
        $"This switch over 'Chat.StreamPart' does not handle {streams}; add {arms}, or {rest} to leave out the rest on purpose";
}
