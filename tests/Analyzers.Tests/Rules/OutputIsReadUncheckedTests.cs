using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class OutputIsReadUncheckedTests
{
    [Theory]
    [InlineData("Console.WriteLine((await price.TriggerAndWaitAsync(order)).[|Output|] + 1);", "0")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); Console.WriteLine(result.[|Output|]);", "0")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order).ConfigureAwait(false); Console.WriteLine(result.RunId); Action show = () => Console.WriteLine(result.[|Output|]);", "0")]
    [InlineData("var output = (await price.TriggerAndWaitAsync(order)).[|Output|]; Console.WriteLine(output);", "0")]
    [InlineData("var run = await price.TriggerAsync(order); var result = await run.WaitAsync(); Console.WriteLine(result.[|Output|]);", "0")]
    [InlineData("var first = price.TriggerAndWaitAsync(order); var result = await first; Console.WriteLine(result.[|Output|]);", "0")]
    [InlineData("Console.WriteLine((await Task.Run(() => price.TriggerAndWaitAsync(order))).[|Output|]);", "0")]
    [InlineData("var first = price.TriggerAndWaitAsync(order); Console.WriteLine((await first).[|Output|]);", "0")]
    [InlineData("foreach (var result in await Task.WhenAll(price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order))) { Console.WriteLine(result.[|Output|]); }", "0")]
    [InlineData("Order[] orders = [order]; var all = await Task.WhenAll(orders.Select(each => price.TriggerAndWaitAsync(each))); Console.WriteLine(all.Sum(result => result.[|Output|]));", "0")]
    [InlineData("var result = await ask.TriggerAndWaitAsync(); if (result.[|Output|] == Mood.Good) { }", "default(Mood)")]
    [InlineData("var result = await runs.TriggerAndWaitAsync(\"price\", default); Console.WriteLine(result.[|Output|].GetInt32());", "default(JsonElement)")]
    [InlineData("var sum = 0; foreach (var result in await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)])) { sum += result.[|Output|]; }", "0")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); foreach (var result in all) { Console.WriteLine(result.[|Output|]); }", "0")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); Console.WriteLine(all.Sum(result => result.[|Output|]));", "0")]
    [InlineData("Console.WriteLine((await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)])).Select((result) => result.[|Output|]).First());", "0")]
    public Task OutputThatNobodyVouchesFor_IsReported(string body, string value) =>
        VerifyUse.ReportsAsync(ResultRules.OutputIsReadUnchecked, Message(value), PriceProgram.Caller(body), PriceProgram.Tasks);

    [Fact]
    public Task MethodOfAnExpression_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.OutputIsReadUnchecked,
        Message("0"),
        "using MyApp; class C(Price.TaskClient price) { public async Task<int> CallAsync(Order order) => (await price.TriggerAndWaitAsync(order)).[|Output|]; }",
        PriceProgram.Tasks);

    [Fact]
    public Task TaskOfAReferencedAssembly_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.OutputIsReadUnchecked,
        Message("0"),
        UserProgram.Of(PriceProgram.Caller("var result = await price.TriggerAndWaitAsync(order); Console.WriteLine(result.[|Output|]);")) with { References = [PriceProgram.AsLibrary()] });

    [Theory]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); if (result.IsSuccess) { Console.WriteLine(result.Output); }")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); var output = result.Output; if (result.Status == RunStatus.Completed) { Console.WriteLine(output); }")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); if (result.Error is null) { Console.WriteLine(result.Output); }")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); if (result is { IsSuccess: true }) { Console.WriteLine(result.Output); }")]
    [InlineData("if (await price.TriggerAndWaitAsync(order) is { IsSuccess: true } result) { Console.WriteLine(result.Output); }")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); Check(result); Console.WriteLine(result.Output); static void Check(TaskResult<int> result) => result.GetOutputOrThrow();")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); result.GetOutputOrThrow(); Console.WriteLine(result.Output);")]
    [InlineData("var result = await maybe.TriggerAndWaitAsync(order); Console.WriteLine(result.Output);")]
    [InlineData("var result = await name.TriggerAndWaitAsync(order); Console.WriteLine(result.Output);")]
    [InlineData("var result = await runs.TriggerAndWaitAsync(\"price\", default); Console.WriteLine(result.Output.ValueKind);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); Assert.Equal(3, result.Output);")]
    [InlineData("(await price.TriggerAndWaitAsync(order)).Output.ShouldBe(3);")]
    [InlineData("var a = price.TriggerAndWaitAsync(order); if ((await a).IsSuccess) { Console.WriteLine((await a).Output); }")]
    [InlineData("var a = price.TriggerAndWaitAsync(order); var both = await Task.WhenAll(a); if (both.All(result => result.IsSuccess)) { Console.WriteLine((await a).Output); }")]
    [InlineData("foreach (var result in (await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)])).Where(result => result.IsSuccess)) { Console.WriteLine(result.Output); }")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); if (all.All(one => one.IsSuccess)) { foreach (var result in all) { Console.WriteLine(result.Output); } }")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); Console.WriteLine(all.Where(each => each.IsSuccess).Sum(result => result.Output));")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); Console.WriteLine(all.Sum(result => result.IsSuccess ? result.Output : 0));")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); Check(all); Console.WriteLine(all.Sum(result => result.Output)); static void Check(object all) { }")]
    [InlineData("Func<TaskResult<int>, int> read = result => result.Output; read(await price.TriggerAndWaitAsync(order));")]
    [InlineData("Show(await price.TriggerAndWaitAsync(order)); static void Show(TaskResult<int> result) => Console.WriteLine(result.Output);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); Xunit.Assert.Equal(3, result.Output);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); Equal(3, result.Output);")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); var total = all.Sum(result => result.Output); Assert.Equal(3, total);")]
    [InlineData("var all = await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]); all.Select(result => result.Output).ShouldBe([3]);")]
    [InlineData("var output = (await price.TriggerAndWaitAsync(order)).Output; Xunit.Assert.Equal(3, output);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); var output = result.Output; output.ShouldBe(3);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order); Console.WriteLine(nameof(result.Output));")]
    [InlineData("var run = await price.GetAsync(\"r\"); Console.WriteLine(run!.Output);")]
    public Task OutputThatIsVouchedFor_IsNotReported(string body) => VerifyUse.IsSilentAsync(
        ResultRules.OutputIsReadUnchecked,
        "using static Assert; " + PriceProgram.Caller(body),
        PriceProgram.Tasks,
        "static class Assert { public static void Equal<T>(T expected, T actual) { } } namespace Xunit { static class Assert { public static void Equal<T>(T expected, T actual) { } } } static class Fluent { public static void ShouldBe<T>(this T actual, T expected) { } }");

    private static string Message(string value) =>
        $"Of a run that failed 'Output' is {value}, which looks like a result, and nothing here looks at success; call GetOutputOrThrow(), or look at IsSuccess first";
}
