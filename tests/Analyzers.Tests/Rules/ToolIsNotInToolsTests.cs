using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ToolIsNotInToolsTests
{
    private const string Move = "move what it does to a method of its own";

    [Theory]
    [InlineData("""public class C { [[|Tool|]] public int Add(int a) => a; }""", "C.Add", "C")]
    [InlineData("""public static class C { [[|Tool("x", Description = "d")|]] static int Add(int a) => a; }""", "C.Add", "C")]
    [InlineData("""public interface C { [[|Tool|]] int Add(int a); }""", "C.Add", "C")]
    [InlineData("""public struct C { [[|Tool|]] public T Add<T>(T a) => a; }""", "C.Add<T>", "C")]
    [InlineData("""public partial class C { [[|Tool|]] public partial int Add(int a); public partial int Add(int a) => a; }""", "C.Add", "C")]
    [InlineData("""public abstract class C { [[|Tool|]] public int Add(int a) => a; } [Tools] public partial class W : C;""", "C.Add", "C")]
    [InlineData("""[Tools] public partial class W { [Tool] public virtual int Add(int a) => a; } public class C : W { [[|Tool|]] public override int Add(int a) => a; }""", "C.Add", "C")]
    [InlineData("""[Tools] public partial class W { public class C { [[|Tool|]] public int Add(int a) => a; } }""", "W.C.Add", "C")]
    [InlineData("""[ToolTask("t")] public partial class T { [[|Tool|]] public int Run(int a) => a; }""", "T.Run", "T")]
    public Task MethodOfAnotherClass_IsReported(string source, string method, string type) => Verify.ReportsAsync(
        Rule.ToolIsNotInTools, Message(method, $"add [Tools] to '{type}', or remove [Tool]"), source);

    [Theory]
    [InlineData("int Size { [[|Tool|]] get => 1; }", "Size")]
    [InlineData("event Action Sized { [[|Tool|]] add { } remove { } }", "Sized")]
    [InlineData("[[|Tool|]] public static W operator +(W a, W b) => a;", "W.operator +")]
    [InlineData("public static explicit operator int(W a) => 1; [[|Tool|]] public static explicit operator long(W a) => 1;", "W.explicit operator long")]
    [InlineData("[[|Tool|]] void IDisposable.Dispose() { }", "W.IDisposable.Dispose")]
    [InlineData("void M() { Local(1); [[|Tool|]] int Local(int a) => a; }", "Local")]
    [InlineData("Func<int, int> F => [[|Tool|]] (int a) => a;", "lambda expression")]
    [InlineData("Func<int, int> F = [[|Tool|]] static (a) => a;", "lambda expression")]
    public Task MethodWithoutAName_IsReported(string member, string method) => Verify.ReportsAsync(
        Rule.ToolIsNotInTools,
        Message(method, Move),
        $$"""[Tools] public partial class W{{(member.Contains("Dispose", StringComparison.Ordinal) ? " : IDisposable" : "")}} { {{member}} [Tool] public int Sum(int a) => a; }""",
        Caller.OfW);

    [Theory]
    [InlineData("[Tools] public partial class W { [Tool] int Add(int a) => a; [Tool] public static int Sum(int a) => a; int Size { get; } int Local() { return One(); int One() => 1; } }")]
    [InlineData("[Tools] public partial class W; partial class W { [Tool] protected internal partial int Add(int a); protected internal partial int Add(int a) => a; }")]
    [InlineData("public abstract class Base { public abstract int Add(int a); } [Tools] public partial class W : Base { [Tool] public override int Add(int a) => a; }")]
    [InlineData("public interface IAdd { int Add(int a); } [Tools] public partial class W : IAdd { [Tool] public int Add(int a) => a; }")]
    [InlineData("namespace Other { public class ToolAttribute : Attribute; public class C { [Other.Tool] public int Add(int a) => a; } } [Tools] public partial class W;")]
    public Task MethodOfASet_IsNotReported(string source) => Verify.IsSilentAsync(source, Caller.OfW);

    [Fact]
    public Task ToolThatIsNoMethod_IsTheCompilersErrorAlone() => Verify.HasErrorsAsync(
        UserProgram.Of("public class C { [return: Tool] public int Add(int a) => a; [Tool] public C() { } [Tool] public int A { get; } }"), "CS0592", "CS0592", "CS0592");

    private static string Message(string method, string mend) => $"No model is shown '{method}', for [Tool] is read only on methods of [Tools] classes; {mend}";
}
