using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class HandlerInfersGeneratedTypeFixTests
{
    [Theory]
    [InlineData("app.MapGet(\"/\", (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));", "app.MapGet(\"/\", IAsyncEnumerable<Chat.StreamPart> (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));")]
    [InlineData("app.MapPost(\"/\", async (Chat.TaskClient chat, Prompt prompt) => (await chat.TriggerAsync(prompt)).Id);", "app.MapPost(\"/\", async Task<string> (Chat.TaskClient chat, Prompt prompt) => (await chat.TriggerAsync(prompt)).Id);")]
    [InlineData(
        "app.MapPost(\n            \"/\",\n            // starts\n            async (Chat.TaskClient chat, Prompt prompt) => TypedResults.Ok((await chat.TriggerAsync(prompt)).Id));",
        "app.MapPost(\n            \"/\",\n            // starts\n            async Task<Microsoft.AspNetCore.Http.HttpResults.Ok<string>> (Chat.TaskClient chat, Prompt prompt) => TypedResults.Ok((await chat.TriggerAsync(prompt)).Id));")]
    public Task ReturnType_IsDeclared(string before, string after) =>
        VerifyFix.ChangesAsync(GeneratorRules.HandlerInfersGeneratedType, WebProgram.Of(before), WebProgram.App(after));

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        GeneratorRules.HandlerInfersGeneratedType,
        2,
        WebProgram.Of("app.MapGet(\"/\", (Chat.TaskClient chat, string id) => chat.SubscribeAsync(id));\n        app.MapPost(\"/\", async (Chat.TaskClient chat, Prompt prompt) => (await chat.TriggerAsync(prompt)).Id);"));
}
