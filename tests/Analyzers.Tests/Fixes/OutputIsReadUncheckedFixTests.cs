using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class OutputIsReadUncheckedFixTests
{
    [Theory]
    [InlineData("Console.WriteLine((await price.TriggerAndWaitAsync(order)).Output /* now */ + 1);", "Console.WriteLine((await price.TriggerAndWaitAsync(order)).GetOutputOrThrow() /* now */ + 1);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order);\n        Console.WriteLine(result.Output);", "var result = await price.TriggerAndWaitAsync(order);\n        Console.WriteLine(result.GetOutputOrThrow());")]
    [InlineData("var result = await ask.TriggerAndWaitAsync();\n        if (result\n            .Output is Mood.Bad) { }", "var result = await ask.TriggerAndWaitAsync();\n        if (result\n            .GetOutputOrThrow() is Mood.Bad) { }")]
    public Task FailedRun_Throws(string before, string after) =>
        VerifyFix.ChangesAsync(ResultRules.OutputIsReadUnchecked, PriceProgram.Caller(before), PriceProgram.Caller(after), PriceProgram.Tasks);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        ResultRules.OutputIsReadUnchecked,
        4,
        PriceProgram.Caller("var result = await price.TriggerAndWaitAsync(order);\n        Console.WriteLine(result.Output + result.Output);\n        Console.WriteLine((await ask.TriggerAndWaitAsync()).Output);"),
        "using MyApp; class C(Price.TaskClient price) { public async Task<int> CallAsync(Order order) => (await price.TriggerAndWaitAsync(order)).Output; }",
        PriceProgram.Tasks);
}
