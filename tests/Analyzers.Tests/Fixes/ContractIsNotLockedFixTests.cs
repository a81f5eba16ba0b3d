using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Tests.Harness;
using Runnel.CodeFixes;

namespace Runnel.Analyzers.Tests.Fixes;

public sealed class ContractIsNotLockedFixTests
{
    private const string Shapes = """
        using System.Text.Json.Serialization;
        [JsonDerivedType(typeof(Circle), "circle"), JsonDerivedType(typeof(Square), "a \"square\"")] public abstract record Shape(string? Name);
        public sealed record Circle(int R, string? Name) : Shape(Name);
        public sealed record Square(Dictionary<string, List<byte[]>> Sides, [property: JsonPropertyName("a.b: c")] DateTimeOffset? At) : Shape("s");
        public struct Point { public required int X { get; set; } public int Y { get; set; } [JsonInclude] public int Z; public int Sum => X + Y; }
        [JsonConverter(typeof(JsonStringEnumConverter<Mood>))] public enum Mood { Good }
        [Tools] public partial class W { [Tool] public int Add(int a) => a; }
        [Streams] public partial record S(TaskStream<ITextStreamPart<W>> Model, [Stream("a.b")] TaskStream<Point> Points);
        [Task("shapes")] public partial class T { public Mood Run(List<Shape> shapes, Point? point, S streams) => default; }
        """;

    private const string ShapesContract = """

        task shapes
          output: enum
          output.Good: value
          payload: object
          payload.point: object?
          payload.point.x: int
          payload.point.y: int, optional
          payload.point.z: int, optional
          payload.shapes: object[]
          payload.shapes[].name: string?, optional
          payload.shapes[]<"a %22square%22">: object
          payload.shapes[]<"a %22square%22">."a.b: c": DateTimeOffset?
          payload.shapes[]<"a %22square%22">.name: string?, optional
          payload.shapes[]<"a %22square%22">.sides: base64[]{}
          payload.shapes[]<circle>: object
          payload.shapes[]<circle>.name: string?
          payload.shapes[]<circle>.r: int
          stream "a.b": object
          stream "a.b".sum: int
          stream "a.b".x: int
          stream "a.b".y: int
          stream "a.b".z: int
          stream model: ITextStreamPart

        """;

    [Fact]
    public Task Contract_IsWrittenDown() => VerifyFix.ChangesAsync(
        ContractRules.ContractIsNotLocked, LockedProgram.Of("", LockedProgram.Price), LockedProgram.Head + LockedProgram.Contract, LockedProgram.File);

    [Fact]
    public Task AllShapes_AreWrittenDown() =>
        VerifyFix.ChangesAsync(ContractRules.ContractIsNotLocked, LockedProgram.Of("", Shapes), LockedProgram.Head + ShapesContract, LockedProgram.File);

    [Fact]
    public Task All_AreFixedAtOnce() => VerifyFix.FixesAllAsync(
        ContractRules.ContractIsNotLocked, 2, LockedProgram.Of("", LockedProgram.Price, """[TaskClient<NoPayload, int, NoStreams>("b")] public partial class B;"""));

    [Fact]
    public async Task File_IsMadeAtATask()
    {
        var program = FixedProgram.Open(UserProgram.Of(LockedProgram.Price), ContractRules.ContractIsNotLocked);
        var changed = await program.RefactorAsync(new LockContractsRefactoring(), "Source0.cs", "Price { public");

        Assert.Equal(LockedProgram.Head + LockedProgram.Contract, await changed!.TextOfAsync(LockedProgram.File));
        Assert.Empty(await changed.DiagnosticsAsync());
        Assert.Null(await changed.RefactorAsync(new LockContractsRefactoring(), "Source0.cs", "Price { public"));
        Assert.Null(await program.RefactorAsync(new LockContractsRefactoring(), "Source0.cs", "Guest(string"));
    }
}
