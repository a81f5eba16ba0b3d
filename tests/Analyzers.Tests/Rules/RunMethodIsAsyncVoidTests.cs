using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class RunMethodIsAsyncVoidTests
{
    [Fact]
    public Task AsyncVoid_IsReported() => Verify.ReportsAsync(
        Rule.RunMethodIsAsyncVoid,
        "'RunAsync' is async void, so neither its end nor its failure can be seen; return Task or ValueTask",
        """[Task("t")] public partial class T { public async void [|RunAsync|]() => await Task.Yield(); }""",
        Caller.OfT);

    [Fact]
    public Task AsyncVoidTool_IsReported() => Verify.ReportsAsync(
        Rule.RunMethodIsAsyncVoid,
        "'NotifyAsync' is async void, so neither its end nor its failure can be seen; return Task or ValueTask",
        """[Tools] public partial class W { [Tool] public async void [|NotifyAsync|]() => await Task.Yield(); }""",
        Caller.OfW);

    [Theory]
    [InlineData("""[Task("t")] public partial class T { public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T { public async Task RunAsync() => await Task.Yield(); }""")]
    [InlineData("""[Task("t")] public partial class T { public async ValueTask RunAsync() { await Task.Yield(); Notify(); } async void Notify() => await Task.Yield(); }""")]
    public Task VoidOrAsync_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfT);
}
