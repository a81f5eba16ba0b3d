using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamsCannotBeCreatedTests
{
    [Fact]
    public Task AbstractRecord_IsReported() => Verify.ReportsAsync(
        Rule.StreamsCannotBeCreated,
        "'S' is abstract, so no instance can be made for a run; remove 'abstract'",
        """[Streams] public abstract partial record [|S|](TaskStream<int> A); [Task("t")] public partial class T { public void Run(S s) { } }""",
        Caller.OfT);

    [Fact]
    public Task RecordWithAnAbstractBase_IsNotReported() => Verify.IsSilentAsync(
        """
        public abstract record Base(TaskStream<int> A);
        [Streams] public sealed partial record S(TaskStream<int> A, TaskStream<int> B) : Base(A);
        [Task("t")] public partial class T { public void Run(S s) { } }
        """,
        Caller.OfT);
}
