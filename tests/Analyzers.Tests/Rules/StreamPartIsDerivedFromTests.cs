using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class StreamPartIsDerivedFromTests
{
    private const string Task = """[Task("t")] public partial class T { public void Run() { } }""";

    [Theory]
    [InlineData("record Mine : [|T.StreamPart|] { Mine(T.StreamPart part) : base(part) { } private protected override int Case => 9; }", "")]
    [InlineData("record Mine : [|Part|] { Mine(Part part) : base(part) { } private protected override int Case => 9; }", "using Part = T.StreamPart;")]
    [InlineData("abstract partial record Mine : [|T.StreamPart|] { Mine(T.StreamPart part) : base(part) { } } partial record Mine : IDisposable { public void Dispose() { } }", "")]
    public Task CaseOfTheUsers_IsReported(string record, string usings) => Verify.ReportsAsync(
        Rule.StreamPartIsDerivedFrom,
        "'Mine' derives from 'T.StreamPart', whose cases are all generated: a switch over them would miss it; remove the base type",
        usings + record,
        Task,
        Caller.OfT);

    [Theory]
    [InlineData("public record StreamPart; public record Mine : StreamPart;")]
    [InlineData("public record Mine(T.StreamPart Part); public class Parts : List<T.StreamPart>; public interface IPart<TPart> where TPart : T.StreamPart;")]
    public Task OtherRecordOfThatName_AndOtherUses_AreNotReported(string source) => Verify.IsSilentAsync(source, Task, Caller.OfT);
}
