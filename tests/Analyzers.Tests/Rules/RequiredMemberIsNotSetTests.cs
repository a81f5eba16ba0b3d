using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class RequiredMemberIsNotSetTests
{
    [Theory]
    [InlineData("""[Task("t")] public partial class T { public required int [|A|] { get; set; } public void Run() { } }""")]
    [InlineData("""[Task("t")] public partial class T { public required int [|A|]; public void Run() { } }""")]
    [InlineData("""public class Base { public required int [|A|] { get; set; } } [Task("t")] public partial class T : Base { public void Run() { } }""")]
    public Task RequiredMember_IsReported(string source) => Verify.ReportsAsync(
        Rule.RequiredMemberIsNotSet,
        "'T.A' is required, but nothing sets it when 'T' is created; take it as a constructor parameter, or mark the constructor with [SetsRequiredMembers]",
        source,
        Caller.OfT);

    [Fact]
    public Task RequiredMemberOfASetOfTools_IsReported() => Verify.ReportsAsync(
        Rule.RequiredMemberIsNotSet,
        "'W.A' is required, but nothing sets it when 'W' is created; take it as a constructor parameter, or mark the constructor with [SetsRequiredMembers]",
        """[Tools] public partial class W { public required int [|A|] { get; set; } }""",
        Caller.OfW);

    [Fact]
    public Task ConstructorThatSetsThem_IsNotReported() => Verify.IsSilentAsync(
        """
        using System.Diagnostics.CodeAnalysis;
        [Task("t")] public partial class T { [SetsRequiredMembers] public T() => A = 1; public required int A { get; set; } public void Run() { } }
        """,
        Caller.OfT);

    [Fact]
    public Task RequiredMemberOfAPayload_IsNotReported() => Verify.IsSilentAsync(
        """public class Prompt { public required string Text { get; init; } } [Task("t")] public partial class T { public void Run(Prompt prompt) { } }""", Caller.OfT);
}
