using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class ResultIsBlockedOnFixTests
{
    [Theory]
    [InlineData("var result = price.TriggerAndWaitAsync(order).Result;", "var result = await price.TriggerAndWaitAsync(order);")]
    [InlineData("price.TriggerAndWaitAsync(order).Wait(); // done", "await price.TriggerAndWaitAsync(order); // done")]
    [InlineData("var id = price.TriggerAsync(order).GetAwaiter().GetResult().Id;", "var id = (await price.TriggerAsync(order)).Id;")]
    [InlineData("var id = price.TriggerAsync(order).ConfigureAwait(false).GetAwaiter().GetResult().Id;", "var id = (await price.TriggerAsync(order).ConfigureAwait(false)).Id;")]
    [InlineData("Console.WriteLine(price.TriggerAndWaitAsync(order).Result.IsSuccess);", "Console.WriteLine((await price.TriggerAndWaitAsync(order)).IsSuccess);")]
    [InlineData("var task = price.TriggerAndWaitAsync(order);\n        task.Wait();", "var task = price.TriggerAndWaitAsync(order);\n        await task;")]
    [InlineData("Func<Task<string>> call = async () => runs.TriggerAsync(\"price\", default).Result;", "Func<Task<string>> call = async () => await runs.TriggerAsync(\"price\", default);")]
    [InlineData("var id = price\n            .TriggerAsync(order) // stored\n            .Result;", "var id = await price\n            .TriggerAsync(order) // stored\n;")]
    [InlineData("var id = price.TriggerAsync(order) /* stored */ .Result.Id;", "var id = (await price.TriggerAsync(order)) /* stored */ .Id;")]
    [InlineData("Task.WhenAll(price.TriggerAndWaitAsync(order)).Wait();", "await Task.WhenAll(price.TriggerAndWaitAsync(order));")]
    public Task Call_IsAwaited(string before, string after) =>
        VerifyFix.ChangesAsync(ResultRules.ResultIsBlockedOn, PriceProgram.Caller(before), PriceProgram.Caller(after), PriceProgram.Tasks);

    [Theory]
    [InlineData("price.TriggerAndWaitAsync(order).Wait();", "void Call")]
    [InlineData("price.TriggerAndWaitAsync(order).Wait(1000);", "async Task CallAsync")]
    [InlineData("try { price.TriggerAndWaitAsync(order).Wait(); } catch (AggregateException) { }", "async Task CallAsync")]
    [InlineData("var id = price.TriggerAsync(order)\n            // wait here\n            .Result;", "async Task CallAsync")]
    [InlineData("price.TriggerAndWaitAsync(order).Wait(/* forever */);", "async Task CallAsync")]
    [InlineData("price.TriggerAndWaitAsync(order).GetAwaiter() /* hm */ .GetResult();", "async Task CallAsync")]
    [InlineData("Task.WaitAll(price.TriggerAndWaitAsync(order));", "async Task CallAsync")]
    [InlineData("lock (order) { price.TriggerAndWaitAsync(order).Wait(); }", "async Task CallAsync")]
    [InlineData("Action call = () => price.TriggerAndWaitAsync(order).Wait();", "async Task CallAsync")]
    [InlineData("Local(); void Local() { price.TriggerAndWaitAsync(order).Wait(); }", "async Task CallAsync")]
    public Task CodeThatMayNotAwait_IsLeftToItsAuthor(string body, string method) =>
        VerifyFix.OffersNothingAsync(ResultRules.ResultIsBlockedOn, PriceProgram.Caller(body, method), PriceProgram.Tasks);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        ResultRules.ResultIsBlockedOn,
        3,
        PriceProgram.Caller("price.TriggerAndWaitAsync(order).Wait();\n        Console.WriteLine(name.TriggerAndWaitAsync(order).Result.Output);"),
        "using MyApp; class C(Price.TaskClient price) { public async Task<int> CallAsync(Order order) => price.TriggerAndWaitAsync(order).Result.GetOutputOrThrow(); }",
        PriceProgram.Tasks);
}
