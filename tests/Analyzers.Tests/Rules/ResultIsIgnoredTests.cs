using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ResultIsIgnoredTests
{
    [Theory]
    [InlineData("[|await price.TriggerAndWaitAsync(order)|];")]
    [InlineData("[|await price.TriggerAndWaitAsync(order).ConfigureAwait(false)|];")]
    [InlineData("[|await (price.TriggerAndWaitAsync(order))|];")]
    [InlineData("[|await price.TriggerAndWaitAsync(order).WaitAsync(TimeSpan.FromSeconds(3))|];")]
    [InlineData("var pending = price.TriggerAndWaitAsync(order); [|await pending|];")]
    [InlineData("[|await Task.Run(() => price.TriggerAndWaitAsync(order))|];")]
    [InlineData("Order[] orders = [order]; await Parallel.ForEachAsync(orders, async (each, _) => [|await price.TriggerAndWaitAsync(each)|]);")]
    [InlineData("Action call = () => { [|price.TriggerAndWaitAsync(order)|]; }; call(); await Task.Yield();")]
    [InlineData("await WithExceptionHandlingAsync(async () => { [|await price.TriggerAndWaitAsync(order)|]; }); static Task WithExceptionHandlingAsync(Func<Task> work) => work();")]
    [InlineData("[|await ask.TriggerAndWaitAsync(new TriggerOptions { Priority = 1 })|];")]
    [InlineData("[|await runs.TriggerAndWaitAsync(\"price\", default)|];")]
    [InlineData("Func<Task> call = async () => { [|await price.TriggerAndWaitAsync(order)|]; }; await call();")]
    [InlineData("try { [|await price.TriggerAndWaitAsync(order)|]; } catch (PayloadException) { }")]
    public Task DroppedResult_IsReported(string body) => VerifyUse.ReportsAsync(ResultRules.ResultIsIgnored, Message, PriceProgram.Caller(body), PriceProgram.Tasks);

    [Fact]
    public Task DroppedResultsOfABatch_AreReported() => VerifyUse.ReportsAsync(
        ResultRules.ResultIsIgnored,
        "A run that fails does not throw here, and nothing looks at the result of 'BatchTriggerAndWaitAsync', so the failure goes unseen; call GetOutputOrThrow() on each or look at IsSuccess, or assign it to '_' to ignore it on purpose",
        PriceProgram.Caller("[|await price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)])|];"),
        PriceProgram.Tasks);

    [Theory]
    [InlineData("[|await Task.WhenAll(price.TriggerAndWaitAsync(order), ask.TriggerAndWaitAsync())|];", "TriggerAndWaitAsync")]
    [InlineData("[|await Task.WhenAll(Task.Delay(1), price.TriggerAndWaitAsync(order)).ConfigureAwait(false)|];", "TriggerAndWaitAsync")]
    [InlineData("Order[] orders = [order]; [|await Task.WhenAll(orders.Select(each => price.TriggerAndWaitAsync(each)))|];", "TriggerAndWaitAsync")]
    [InlineData("Order[] orders = [order]; [|await Task.WhenAll(orders.Select(async each => await price.TriggerAndWaitAsync(each)))|];", "TriggerAndWaitAsync")]
    [InlineData("Order[] orders = [order]; [|await Task.WhenAll(orders.Select(each => price.TriggerAndWaitAsync(each)).ToArray())|];", "TriggerAndWaitAsync")]
    [InlineData("Order[] orders = [order]; [|await Task.WhenAll(orders.Select(each => { return price.TriggerAndWaitAsync(each); }).ToList())|];", "TriggerAndWaitAsync")]
    [InlineData("Order[] orders = [order]; var all = orders.Select(each => price.TriggerAndWaitAsync(each)); [|await Task.WhenAll(all)|];", "TriggerAndWaitAsync")]
    [InlineData("[|await Task.WhenAll(new[] { price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order) }).WaitAsync(TimeSpan.FromSeconds(1))|];", "TriggerAndWaitAsync")]
    [InlineData("[|await Task.WhenAll(new Task[] { price.TriggerAndWaitAsync(order), ask.TriggerAndWaitAsync() })|];", "TriggerAndWaitAsync")]
    [InlineData("[|await Task.WhenAll([Task.Delay(1), price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)])])|];", "BatchTriggerAndWaitAsync")]
    public Task DroppedResultsOfSeveral_AreReported(string body, string method) => VerifyUse.ReportsAsync(
        ResultRules.ResultIsIgnored,
        $"A run that fails does not throw here, and nothing looks at the result of '{method}', so the failure goes unseen; call GetOutputOrThrow() on each or look at IsSuccess, or assign it to '_' to ignore it on purpose",
        PriceProgram.Caller(body),
        PriceProgram.Tasks);

    [Fact]
    public Task MethodOfAnExpression_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.ResultIsIgnored,
        Message,
        "using MyApp; class C(Price.TaskClient price) { public async Task CallAsync(Order order) => [|await price.TriggerAndWaitAsync(order)|]; }",
        PriceProgram.Tasks);

    [Fact]
    public Task TaskOfAReferencedAssembly_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.ResultIsIgnored,
        Message,
        UserProgram.Of(PriceProgram.Caller("[|await price.TriggerAndWaitAsync(order)|];")) with { References = [PriceProgram.AsLibrary()] });

    [Theory]
    [InlineData("_ = await price.TriggerAndWaitAsync(order);")]
    [InlineData("var result = await price.TriggerAndWaitAsync(order);")]
    [InlineData("(await price.TriggerAndWaitAsync(order)).GetOutputOrThrow();")]
    [InlineData("await price.TriggerAsync(order);")]
    [InlineData("var run = await price.TriggerAsync(order); await run.WaitAsync();")]
    [InlineData("Func<Task> call = async () => await price.TriggerAndWaitAsync(order); await call();")]
    [InlineData("await Other.ThrowsAsync(async () => { Console.WriteLine(1); await price.TriggerAndWaitAsync(order); });")]
    [InlineData("await price.Received(1).TriggerAndWaitAsync(order); await price.DidNotReceive().TriggerAndWaitAsync(order);")]
    [InlineData("await Other.TriggerAndWaitAsync();")]
    [InlineData("Other.InOrder(() => { price.TriggerAndWaitAsync(order); ask.TriggerAndWaitAsync(); }); await Task.Yield();")]
    [InlineData("price.TriggerAndWaitAsync(order); await Task.Yield();")]
    [InlineData("await Other.WhenAll(price.TriggerAndWaitAsync(order)); await Task.WhenAll(Other.TriggerAndWaitAsync());")]
    [InlineData("Func<Task> act = async () => { await price.TriggerAndWaitAsync(order); }; await act.Should().ThrowAsync<PayloadException>();")]
    [InlineData("async Task Act() => await price.TriggerAndWaitAsync(order); await Other.ThrowsAsync(Act);")]
    [InlineData("async Task Act() { await price.TriggerAndWaitAsync(order); } await Other.ExceptionAsync(Act);")]
    [InlineData("try { await price.TriggerAndWaitAsync(order); Other.Fail(); } catch (PayloadException) { }")]
    [InlineData("var results = await Task.WhenAll(price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order));")]
    [InlineData("var (first, second) = (price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order)); await Task.WhenAll(first, second); Console.Write((await first).IsSuccess);")]
    [InlineData("Order[] orders = [order]; await Task.WhenAll(orders.Select(async each => (await price.TriggerAndWaitAsync(each)).GetOutputOrThrow()));")]
    [InlineData("await Task.WhenAll(price.TriggerAsync(order), Other.TriggerAndWaitAsync());")]
    public Task ResultThatIsUsed_OrDroppedOnPurpose_IsNotReported(string body) => VerifyUse.IsSilentAsync(
        ResultRules.ResultIsIgnored,
        PriceProgram.Caller(body),
        PriceProgram.Tasks,
        """
        static class Other { public static Task<int> TriggerAndWaitAsync() => Task.FromResult(1); public static Task ThrowsAsync(Func<Task> call) => call(); public static Task ExceptionAsync(Func<Task> call) => call(); public static void Fail() { } public static void InOrder(Action calls) { } public static Task WhenAll(params Task<TaskResult<int>>[] runs) => Task.CompletedTask; }
        class Assertions(Func<Task> call) { public Task ThrowAsync<T>() => call(); }
        static class Fluent { public static Assertions Should(this Func<Task> call) => new(call); }
        static class Mocks { public static T Received<T>(this T mock, int times = 1) => mock; public static T DidNotReceive<T>(this T mock) => mock; }
        """);

    [Fact]
    public Task MethodThatCannotAwait_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.ResultIsIgnored,
        Message,
        "using MyApp; class C(Price.TaskClient price) { public void Call(Order order) => [|price.TriggerAndWaitAsync(order)|]; public Task<TaskResult<int>> CallAsync(Order order) => price.TriggerAndWaitAsync(order); public Task Pass(Order order) => price.TriggerAndWaitAsync(order); }",
        PriceProgram.Tasks);

    [Theory]
    [InlineData("try { await price.TriggerAndWaitAsync(new(\"\")); } catch (PayloadException) { }")]
    [InlineData("var act = async Task () => { await price.TriggerAndWaitAsync(new(\"\")); }; await RunAsync(act);")]
    public Task Test_MayWantTheExceptionAlone(string body) => VerifyUse.IsSilentAsync(
        ResultRules.ResultIsIgnored,
        $$"""using MyApp; class FactAttribute : Attribute; class C(Price.TaskClient price) { [Fact] public async Task Test() { {{body}} } static Task RunAsync(Func<Task> act) => act(); }""",
        PriceProgram.Tasks);

    [Fact]
    public Task MethodThatReturnsTheResult_IsNotReported() => VerifyUse.IsSilentAsync(
        ResultRules.ResultIsIgnored,
        "using MyApp; class C(Price.TaskClient price) { public async Task<TaskResult<int>> CallAsync(Order order) => await price.TriggerAndWaitAsync(order); }",
        PriceProgram.Tasks);

    private const string Message = "A run that fails does not throw here, and nothing looks at the result of 'TriggerAndWaitAsync', so the failure goes unseen; call GetOutputOrThrow() on it or look at IsSuccess, or assign it to '_' to ignore it on purpose";
}
