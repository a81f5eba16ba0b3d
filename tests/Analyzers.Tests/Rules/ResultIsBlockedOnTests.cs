using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ResultIsBlockedOnTests
{
    [Theory]
    [InlineData("var result = [|price.TriggerAndWaitAsync(order).Result|];", "Result", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("[|price.TriggerAndWaitAsync(order).Wait()|];", "Wait()", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("[|price.TriggerAndWaitAsync(order).Wait(1000)|];", "Wait()", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("var id = [|price.TriggerAsync(order).GetAwaiter().GetResult()|].Id;", "GetAwaiter().GetResult()", "the run is stored", "TriggerAsync")]
    [InlineData("var id = [|price.TriggerAsync(order).ConfigureAwait(false).GetAwaiter().GetResult()|].Id;", "GetAwaiter().GetResult()", "the run is stored", "TriggerAsync")]
    [InlineData("var id = [|runs.TriggerAsync(\"price\", default).Result|];", "Result", "the run is stored", "TriggerAsync")]
    [InlineData("var all = [|price.BatchTriggerAndWaitAsync([new BatchItem<Order>(order)]).Result|];", "Result", "all runs have ended", "BatchTriggerAndWaitAsync")]
    [InlineData("var result = [|price.WaitAsync(\"r\").Result|];", "Result", "the run has ended", "WaitAsync")]
    [InlineData("RunHandle<int, Price.StreamPart> run = null!; [|run.WaitAsync().Wait()|];", "Wait()", "the run has ended", "WaitAsync")]
    [InlineData("var task = price.TriggerAndWaitAsync(order); Console.WriteLine(); [|task.Wait()|];", "Wait()", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("[|Run().WaitAsync(CancellationToken.None).Wait()|]; static RunHandle<int, Price.StreamPart> Run() => null!;", "Wait()", "the run has ended", "WaitAsync")]
    [InlineData("[|Task.WaitAll(price.TriggerAndWaitAsync(order), ask.TriggerAndWaitAsync())|];", "WaitAll()", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("[|Task.WaitAny([price.TriggerAndWaitAsync(order)], 1000)|];", "WaitAny()", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("[|Task.WhenAll(price.TriggerAndWaitAsync(order), price.TriggerAndWaitAsync(order)).Wait()|];", "Wait()", "the run has ended", "TriggerAndWaitAsync")]
    [InlineData("var result = [|Task.Run(() => price.TriggerAndWaitAsync(order)).Result|];", "Result", "the run has ended", "TriggerAndWaitAsync")]
    public Task BlockedThread_IsReported(string body, string block, string end, string call) =>
        VerifyUse.ReportsAsync(ResultRules.ResultIsBlockedOn, Message(block, end, call), PriceProgram.Caller(body, "void Call"), PriceProgram.Tasks);

    [Theory(Timeout = 60_000)]
    [InlineData("Task[] all = [price.TriggerAndWaitAsync(order)]; var first = Task.WaitAny(all.Select(first => first).ToArray());")]
    [InlineData("Func<Task> again = null!; again = () => again();")]
    public Task VariableThatIsNamedInItsOwnValue_IsNotFollowed(string body) => VerifyUse.IsSilentAsync(ResultRules.ResultIsBlockedOn, PriceProgram.Caller(body, "void Call"), PriceProgram.Tasks);

    [Fact(Timeout = 60_000)]
    public async Task TornCode_ThatGoesRoundInCircles_ComesToAnEnd()
    {
        var source = PriceProgram.Caller("var t = Task.WaitAny(t); var a = Task.WhenAll(b); var b = Task.WhenAll(a); await Task.WhenAll(b);");
        Assert.DoesNotContain(await UserProgram.Of(source, PriceProgram.Tasks).Generate().AnalyzeAsync(), diagnostic => diagnostic.Id is "AD0001");
    }

    [Fact]
    public Task Task_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.ResultIsBlockedOn,
        Message("Result", "the run has ended", "TriggerAndWaitAsync"),
        """using MyApp; [Task("t")] public partial class T(Price.TaskClient price) { public int Run(Order order) => [|price.TriggerAndWaitAsync(order).Result|].GetOutputOrThrow(); }""",
        PriceProgram.Tasks);

    [Fact]
    public Task TaskOfAReferencedAssembly_IsReported() => VerifyUse.ReportsAsync(
        ResultRules.ResultIsBlockedOn,
        Message("Wait()", "the run has ended", "TriggerAndWaitAsync"),
        UserProgram.Of(PriceProgram.Caller("[|price.TriggerAndWaitAsync(order).Wait()|];", "void Call")) with { References = [PriceProgram.AsLibrary()] });

    [Theory]
    [InlineData("var result = await price.TriggerAndWaitAsync(order);")]
    [InlineData("var first = price.TriggerAndWaitAsync(order); await first; Console.WriteLine(first.Result);")]
    [InlineData("var first = price.TriggerAndWaitAsync(order); var second = price.TriggerAndWaitAsync(order); await Task.WhenAll(first, second); Console.WriteLine(first.Result.IsSuccess && second.Result.IsSuccess);")]
    [InlineData("Console.WriteLine(Task.FromResult(1).Result);")]
    [InlineData("Task.Delay(1).WaitAsync(TimeSpan.Zero).Wait();")]
    [InlineData("var other = new Other(); Console.WriteLine(other.TriggerAsync().Result + other.WaitAsync().GetAwaiter().GetResult());")]
    [InlineData("new SemaphoreSlim(1).Wait();")]
    [InlineData("Task.WaitAll(Task.Delay(1)); Other.WaitAll(price.TriggerAndWaitAsync(order));")]
    [InlineData("price.Received().TriggerAndWaitAsync(order).Wait();")]
    [InlineData("Mocks.Setup(price, p => p.TriggerAndWaitAsync(order, null, default).Result);")]
    public Task AwaitedCall_AndOthers_AreNotReported(string body) => VerifyUse.IsSilentAsync(
        ResultRules.ResultIsBlockedOn,
        PriceProgram.Caller(body),
        PriceProgram.Tasks,
        """
        class Other { public Task<int> TriggerAsync() => Task.FromResult(1); public Task<int> WaitAsync() => Task.FromResult(1); public static void WaitAll(Task task) { } }
        static class Mocks
        {
            public static T Received<T>(this T mock) => mock;
            public static void Setup<T, R>(T mock, System.Linq.Expressions.Expression<Func<T, R>> call) { }
        }
        """);

    private static string Message(string block, string end, string call) =>
        $"'{block}' holds a thread until {end}; runs are executed by threads of the same pool, so where enough callers block, nothing goes on; await '{call}' instead";
}
