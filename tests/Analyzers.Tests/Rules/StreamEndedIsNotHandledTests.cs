using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamEndedIsNotHandledTests
{
    [Theory]
    [InlineData("[|switch|] (part) { case Part.Model(var text): return text; case Part.Fetch(var html): return html; } return null;", "'default'")]
    [InlineData("[|switch|] (part) { case Part.Run: return 1; case Part.Model { Chunk: \"\" }: return 2; } return null;", "'default'")]
    [InlineData("[|switch|] (part) { case Part.Run(_): return 1; case Part.Model: return 2; } return null;", "'default'")]
    [InlineData("return part [|switch|] { Part.Model(var text) => text, Part.Fetch => 2 };", "'_'")]
    [InlineData("[|switch|] (part) { case Part.Model: break; case Part.Run(var run): return run; } return null;", "'default'")]
    [InlineData("[|switch|] (part) { case Part.Model: break; case Part.Run { Snapshot.Error: { } error }: return error; } return null;", "'default'")]
    public Task SwitchOverChunksOnly_IsReported(string body, string rest) =>
        VerifyUse.ReportsAsync(SubscriberRules.StreamEndedIsNotHandled, Message(rest), ChatProgram.Reader(body), ChatProgram.Chat);

    [Fact]
    public Task UnionOfAReferencedAssembly_IsReported() => VerifyUse.ReportsAsync(
        SubscriberRules.StreamEndedIsNotHandled,
        Message("'default'"),
        UserProgram.Of(ChatProgram.Reader("[|switch|] (part) { case Part.Fetch: break; } return null;")) with { References = [ChatProgram.AsLibrary()] });

    [Theory]
    [InlineData("switch (part) { case Part.Model: break; case Part.Fetch: break; case Part.StreamEnded { Error: { } error }: return error; } return null;")]
    [InlineData("switch (part) { case Part.Model: break; case Part.Fetch: break; case Part.Run or Part.StreamEnded(_, StreamEndReason.Failed, _): break; } return null;")]
    [InlineData("switch (part) { case Part.Model: break; default: break; } return null;")]
    [InlineData("switch (part) { case Part.Run(var run): return run; } return null;")]
    [InlineData("switch (part) { case Part.Run: break; case Part.Unknown: break; } return null;")]
    [InlineData("return part switch { Part.Model(var text) => text, _ => null };")]
    [InlineData("if (part is Part.StreamEnded { Error: { } error }) { return error; } return part switch { Part.Model => 1, Part.Fetch => 2 };")]
    [InlineData("return part is Part.Model;")]
    [InlineData("switch (part) { case Part.Model: break; case Part.Fetch: break; } if (part is Part.StreamEnded { Error: { } error }) { return error; } return null;")]
    [InlineData("if (part is not (Part.Model or Part.Fetch)) { return 0; } switch (part) { case Part.Model: return 2; case Part.Fetch: return 3; } return null;")]
    public Task HandledEnd_Default_AndSwitchOverTheRunOnly_AreNotReported(string body) =>
        VerifyUse.IsSilentAsync(SubscriberRules.StreamEndedIsNotHandled, ChatProgram.Reader(body), ChatProgram.Chat);

    private static string Message(string rest) =>
        $"This switch over 'Chat.StreamPart' handles streams but not 'StreamEnded', so a stream that failed or was cut off looks complete; add 'StreamEnded', or {rest} to leave out the rest on purpose";
}
