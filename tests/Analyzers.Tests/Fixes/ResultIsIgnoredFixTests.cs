using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class ResultIsIgnoredFixTests
{
    [Theory]
    [InlineData("await price.TriggerAndWaitAsync(order); // price", "(await price.TriggerAndWaitAsync(order)).GetOutputOrThrow(); // price")]
    [InlineData("await price.TriggerAndWaitAsync(order).ConfigureAwait(false);", "(await price.TriggerAndWaitAsync(order).ConfigureAwait(false)).GetOutputOrThrow();")]
    [InlineData("var pending = price.TriggerAndWaitAsync(order);\n        await pending;", "var pending = price.TriggerAndWaitAsync(order);\n        (await pending).GetOutputOrThrow();")]
    [InlineData("await price.TriggerAndWaitAsync(order).WaitAsync(TimeSpan.Zero);", "(await price.TriggerAndWaitAsync(order).WaitAsync(TimeSpan.Zero)).GetOutputOrThrow();")]
    [InlineData("await price.TriggerAndWaitAsync(\n            order);", "(await price.TriggerAndWaitAsync(\n            order)).GetOutputOrThrow();")]
    [InlineData(
        "// all\n        await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); // of them",
        "// all\n        foreach (var result in await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]))\n        {\n            result.GetOutputOrThrow();\n        } // of them")]
    [InlineData(
        "await Task.WhenAll(price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order));",
        "foreach (var result in await Task.WhenAll(price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order)))\n        {\n            result.GetOutputOrThrow();\n        }")]
    public Task FailedRun_Throws(string before, string after) =>
        VerifyFix.ChangesAsync(ResultRules.ResultIsIgnored, PriceProgram.Caller(before), PriceProgram.Caller(after), PriceProgram.Tasks);

    [Fact]
    public Task MethodOfAnExpression_Throws() => VerifyFix.ChangesAsync(
        ResultRules.ResultIsIgnored, Method("await price.TriggerAndWaitAsync(order)"), Method("(await price.TriggerAndWaitAsync(order)).GetOutputOrThrow()"), PriceProgram.Tasks);

    [Fact]
    public Task BatchInAnExpression_IsLeftToItsAuthor() => VerifyFix.OffersNothingAsync(
        ResultRules.ResultIsIgnored, Method("await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)])"), PriceProgram.Tasks);

    [Theory]
    [InlineData("await Task.WhenAll(price.TriggerAndWaitAsync(order), name.TriggerAndWaitAsync(order));")]
    [InlineData("await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]) /* all */;")]
    [InlineData("var result = await Task.Run(() => { Action call = () => { price.TriggerAndWaitAsync(order); }; call(); return price.TriggerAndWaitAsync(order); });")]
    [InlineData("await Task.Run(() => { Action call = () => { price.TriggerAndWaitAsync(order); }; call(); });")]
    [InlineData("await Task.WhenAll(price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]), price.BatchTriggerAndWaitAsync([]));")]
    public Task RunsOfSeveralTasks_AndSeveralBatches_AreLeftToTheirAuthor(string body) =>
        VerifyFix.OffersNothingAsync(ResultRules.ResultIsIgnored, PriceProgram.Caller(body), PriceProgram.Tasks);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        ResultRules.ResultIsIgnored,
        4,
        PriceProgram.Caller("await price.TriggerAndWaitAsync(order);\n        await name.TriggerAndWaitAsync(order);\n        await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]);"),
        Method("await price.TriggerAndWaitAsync(order)"),
        PriceProgram.Tasks);

    private static string Method(string expression) =>
        $"using MyApp; class C(Price.TaskClient price) {{ public async Task CallAsync(Order order) => {expression}; }}";
}
