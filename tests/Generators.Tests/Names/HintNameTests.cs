using Runnel.Generators.Models;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Names;

/// <summary>Every declaration gets files of its own, also where names differ in little.</summary>
public sealed class HintNameTests
{
    [Theory]
    [InlineData("case of a class", """[Task("a")] partial class Chat { public void Run() { } } [Task("b")] partial class CHAT { public void Run() { } } [Task("c")] partial class chAT { public void Run() { } }""", 3)]
    [InlineData("case of a namespace", """namespace A { [Task("a")] partial class T { public void Run() { } } } namespace a { [Task("b")] partial class T { public void Run() { } } }""", 2)]
    [InlineData("case of an enclosing class", """partial class Outer { [Task("a")] internal partial class T { public void Run() { } } } partial class OUTER { [Task("b")] internal partial class T { public void Run() { } } }""", 2)]
    [InlineData("case of records", """[Streams] partial record S(TaskStream<int> A); [Streams] partial record s(TaskStream<int> A);""", 2)]
    [InlineData("case of a task and a module", """[Task("a")] partial class T { public void Run() { } } [TaskModule] static partial class t;""", 2)]
    [InlineData("same name in two namespaces", """namespace A { [Task("a")] partial class T { public void Run() { } } } namespace B { [Task("b")] partial class T { public void Run() { } } }""", 2)]
    [InlineData("same name in two classes", """partial class A { [Task("a")] internal partial class T { public void Run() { } } } partial class B { [Task("b")] internal partial class T { public void Run() { } } }""", 2)]
    [InlineData("same name at two depths", """[Task("a")] partial class T { public void Run() { } public partial class Inner { [Task("b")] public partial class T { public void Run() { } } } } namespace Inner { [Task("c")] partial class T { public void Run() { } } }""", 3)]
    [InlineData("namespaces and enclosing classes", """namespace A { namespace B { [Task("a")] partial class C { public void Run() { } } } partial class D { [Task("b")] internal partial class C { public void Run() { } } } }""", 2)]
    [InlineData("underscores for separators", """namespace A { partial class B_C { [Task("a")] internal partial class D { public void Run() { } } } partial class B { [Task("b")] internal partial class C_D { public void Run() { } } } }""", 2)]
    [InlineData("unicode", """[Task("a")] partial class Größe { public void Run() { } } [Task("b")] partial class Größé { public void Run() { } } [Task("c")] partial class Задача { public void Run() { } } [Task("d")] partial class 任務 { public void Run() { } }""", 4)]
    [InlineData("case of unicode", """[Task("a")] partial class größe { public void Run() { } } [Task("b")] partial class GRÖßE { public void Run() { } } [Task("c")] partial class ςσ { public void Run() { } } [Task("d")] partial class σς { public void Run() { } }""", 4)]
    [InlineData("keywords", """[Task("a")] partial class @class { public void Run() { } } [Task("b")] partial class @Class { public void Run() { } }""", 2)]
    [InlineData("names that look generic", """[Task("a")] partial class T1 { public void Run() { } } partial class T<U> { internal class X; } [Task("b")] partial class T { public void Run() { } } partial class T<U, V>;""", 2)]
    [InlineData("names of our own files", """[Task("a")] partial class Chat { public void Run() { } } partial class Outer { [Task("b")] internal partial class StreamParts { public void Run() { } } } namespace Runnel.Names { [Task("c")] partial class AddTasks { public void Run() { } } }""", 3)]
    public void Declarations_DoNotCollide(string what, string source, int declarations)
    {
        _ = what;

        var generated = UserProject.Of("using Runnel;\n" + source).Generate();

        // The compiler itself warns of a type whose name is in lower case.
        Assert.DoesNotContain(generated.Diagnostics, diagnostic => !diagnostic.Contains("CS8981", StringComparison.Ordinal));
        Assert.Equal(declarations, generated.Values(TrackingNames.StreamSets, TrackingNames.Tasks, TrackingNames.Modules).Select(HintNameOf).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(generated.Sources.Count, generated.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void HintName_IsTheQualifiedName() => Assert.Contains(
        "My.App.Outer.Inner.TaskClient.g.cs",
        UserProject.Of("""namespace My.App; partial class Outer { [Runnel.Task("a")] internal partial class Inner { public void Run() { } } }""").Generate().Sources.Keys);

    private static string HintNameOf(object model) => model switch
    {
        TaskModel task => task.Surface.Declaration.HintName,
        StreamSetModel set => set.Declaration.HintName,
        _ => Assert.IsType<DeclarationModel>(model).HintName,
    };
}
