using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

/// <summary>What is reported, and what is not, is what ASP.NET's generator was seen to write code for that does not compile, or does.</summary>
public sealed class HandlerInfersGeneratedTypeTests
{
    [Theory]
    [InlineData("app.MapGet(\"/\", [|(Chat.TaskClient chat, string id) =>|] chat.SubscribeAsync(id));", "IAsyncEnumerable<Chat.StreamPart>")]
    [InlineData("app.MapPost(\"/\", [|async (Chat.TaskClient chat, Prompt prompt) =>|] await chat.TriggerAsync(prompt));", "Task<RunHandle<int, Chat.StreamPart>>")]
    [InlineData("app.MapPost(\"/\", [|async (Chat.TaskClient chat, Prompt prompt) =>|] (await chat.TriggerAsync(prompt)).Id);", "Task<string>")]
    [InlineData("app.MapPost(\"/\", [|async (Chat.TaskClient chat, Prompt prompt) =>|] { var run = await chat.TriggerAsync(prompt); return TypedResults.Ok(run.Id); });", "Task<Ok<string>>")]
    [InlineData("app.MapGet(\"/\", [|(Chat.TaskClient chat, string id) =>|] TypedResults.ServerSentEvents(chat.SubscribeAsync(id)));", "ServerSentEventsResult<Chat.StreamPart>")]
    [InlineData("app.MapMethods(\"/\", [\"GET\"], [|async (Chat.TaskClient chat, Prompt prompt) =>|] (await chat.TriggerAndWaitAsync(prompt)).GetOutputOrThrow());", "Task<int>")]
    public Task InferredReturnType_IsReported(string handler, string type) => VerifyUse.ReportsAsync(GeneratorRules.HandlerInfersGeneratedType, Message(type), WebProgram.Of(handler));

    [Theory]
    [InlineData("PublishTrimmed")]
    [InlineData("PublishAot")]
    public Task TrimmedApp_IsReported(string property) => VerifyUse.ReportsAsync(
        GeneratorRules.HandlerInfersGeneratedType,
        Message("IAsyncEnumerable<Chat.StreamPart>"),
        WebProgram.Of("app.MapGet(\"/\", [|(Chat.TaskClient chat, string id) =>|] chat.SubscribeAsync(id));") with
        {
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [property] = "true" },
        });

    [Theory]
    [InlineData("app.MapGet(\"/\", IAsyncEnumerable<Chat.StreamPart> (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));")]
    [InlineData("app.MapGet(\"/\", IResult (Chat.TaskClient chat, string id) => TypedResults.ServerSentEvents(chat.SubscribeAsync(id)));")]
    [InlineData("app.MapGet(\"/\", Follow);")]
    [InlineData("app.MapPost(\"/\", async (Chat.TaskClient chat, Prompt prompt) => { var run = await chat.TriggerAsync(prompt); return Results.Ok(run.Id); });")]
    [InlineData("app.MapPost(\"/\", async (Chat.TaskClient chat, Prompt prompt) => { await chat.TriggerAsync(prompt); });")]
    [InlineData("app.MapPost(\"/\", async (IRunnelClient runs, string id) => await runs.GetAsync(id));")]
    [InlineData("app.Map(\"/\", async context => await context.Response.WriteAsync(\"\"));")]
    [InlineData("Mapper.MapGet(\"/\", (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));")]
    public Task DeclaredReturnType_AndOneThatIsKnown_AreNotReported(string handler) => VerifyUse.IsSilentAsync(
        GeneratorRules.HandlerInfersGeneratedType, WebProgram.Of(handler, "static class Mapper { public static void MapGet(string path, Delegate handler) { } }"));

    [Fact]
    public Task TaskOfAReferencedAssembly_IsNotReported()
    {
        var program = WebProgram.Of("app.MapGet(\"/\", (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));");
        return VerifyUse.IsSilentAsync(
            GeneratorRules.HandlerInfersGeneratedType, program with { Sources = [program.Sources[0]], References = [.. program.References, ChatProgram.AsLibrary()] });
    }

    [Theory]
    [InlineData("EnableRequestDelegateGenerator", "false")]
    [InlineData("PublishTrimmed", "false")]
    [InlineData("PublishTrimmed", "")]
    public Task AppWithoutThatGenerator_IsNotReported(string property, string value) => VerifyUse.IsSilentAsync(
        GeneratorRules.HandlerInfersGeneratedType,
        WebProgram.Of("app.MapGet(\"/\", (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));") with
        {
            Properties = new Dictionary<string, string>(StringComparer.Ordinal) { [property] = value },
        });

    private static string Message(string type) =>
        $"ASP.NET's request delegate generator does not see what Runnel generates, and so cannot infer that this handler returns '{type}'; declare that before its parameters, or return IResult";
}
