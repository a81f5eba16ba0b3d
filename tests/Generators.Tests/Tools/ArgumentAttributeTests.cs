using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>What describes and limits a parameter is made again beside the emitted arguments, of the very values and types that stand there.</summary>
public sealed class ArgumentAttributeTests
{
    private const string Attributes = """
        global using System.ComponentModel;
        global using System.ComponentModel.DataAnnotations;
        global using Runnel;

        public static class Checks { public static ValidationResult? Check(object? value) => ValidationResult.Success; }
        public enum Color { Red, @class = 5 }
        public class Rule(params object?[] values) : ValidationAttribute { public object?[] Values => values; public Type? Kind { get; set; } public string[]? Names { get; set; } public int @event { get; set; } }
        public class Two : ValidationAttribute { public Two(string? text) { } public Two(Type? type) { } public Two(int[]? numbers, params string?[]? texts) { } }
        public class Of<T>(T value) : ValidationAttribute { public T Value => value; }
        public class Number(byte b = 1, sbyte s = -1, short h = -2, ushort u = 3, uint i = 4, long l = long.MinValue, ulong m = ulong.MaxValue, char c = '\'', float f = float.NaN, double d = double.NegativeInfinity, bool t = true) : ValidationAttribute { public object All => (b, s, h, u, i, l, m, c, f, d, t); }
        public class Label(string text) : DescriptionAttribute(text);
        public class Other : Attribute;

        """;

    [Theory]
    [InlineData("""[Description("a \"quoted\"\n{brace}\\ \ud83d\ude00\u2028")]""", """DescriptionAttribute("a \"quoted\"\n{brace}\\ 😀\u2028")""")]
    [InlineData("""[Description("\ud800 alone")]""", """DescriptionAttribute("\ud800 alone")""")]
    [InlineData("[Description]", "DescriptionAttribute()")]
    [InlineData("""[DefaultValue(1), Description("x")]""", """DescriptionAttribute("x")""")]
    [InlineData("""[Label("x")]""", null)]
    [InlineData("[Other]", null)]
    [InlineData("[Required(AllowEmptyStrings = true)]", "RequiredAttribute() { AllowEmptyStrings = true }")]
    [InlineData("[MinLength(1)]", "MinLengthAttribute(1)")]
    [InlineData("[Length(1, 2, ErrorMessage = \"no\")]", """LengthAttribute(1, 2) { ErrorMessage = "no" }""")]
    [InlineData("""[Range(typeof(DateTime), "2020-01-01", "2021-01-01")]""", """RangeAttribute(typeof(global::System.DateTime), "2020-01-01", "2021-01-01")""")]
    [InlineData("""[Range(0.1, 1e300, MinimumIsExclusive = true)]""", """RangeAttribute(0.1D, 1E+300D) { MinimumIsExclusive = true }""")]
    [InlineData("""[CustomValidation(typeof(Checks), nameof(Checks.Check))]""", """CustomValidationAttribute(typeof(global::Checks), "Check")""")]
    [InlineData("""[AllowedValues("a", null, 1, 2L, 'c', Color.@class, (Color)9, typeof(List<>), typeof(void), typeof(int[]), typeof(Checks), (byte)3)]""", """AllowedValuesAttribute(new object[] { "a", null!, 1, 2L, 'c', global::Color.@class, (global::Color)(9), typeof(global::System.Collections.Generic.List<>), typeof(void), typeof(int[]), typeof(global::Checks), (byte)3 })""")]
    [InlineData("[AllowedValues]", "AllowedValuesAttribute(new object[] { })")]
    [InlineData("[AllowedValues(null!)]", "AllowedValuesAttribute((object[])null!)")]
    [InlineData("[Rule(new object[] { new int[] { 1 }, new string?[] { null } }, Kind = typeof(Dictionary<string, int>.KeyCollection), Names = new[] { \"a\" }, @event = 1)]", "Rule(new object[] { new int[] { 1 }, new string[] { (string)null! } }) { Kind = typeof(global::System.Collections.Generic.Dictionary<string, int>.KeyCollection), Names = new string[] { \"a\" }, @event = 1 }")]
    [InlineData("[Two((string?)null)]", "Two((string)null!)")]
    [InlineData("[Two((Type?)null)]", "Two((global::System.Type)null!)")]
    [InlineData("[Two((int[]?)null, null)]", "Two((int[])null!, (string[])null!)")]
    [InlineData("[Of<Color>(Color.Red)]", "Of<global::Color>(global::Color.Red)")]
    [InlineData("[Of<string[]>(null!)]", "Of<string[]>((string[])null!)")]
    [InlineData("[Number]", "Number((byte)1, (sbyte)-1, (short)-2, (ushort)3, 4U, -9223372036854775808L, 18446744073709551615UL, '\\'', float.NaN, double.NegativeInfinity, true)")]
    [InlineData("[Own(typeof(Private))]", "T.Own(typeof(global::T.Private))")]
    [InlineData("[Old]", "Old()")]
    public void Attribute_IsMadeAgain(string attribute, string? expected)
    {
        var project = UserProject.Of(Attributes + "#pragma warning disable CS0612\n[Obsolete] public class Old : ValidationAttribute;\n" + $$"""
            [ToolTask("t")]
            public partial class T
            {
                private sealed class Private;
                private sealed class Own(Type type) : ValidationAttribute { public Type Type => type; }
                public void Run({{attribute}} string text, string? other = null) { }
            }

            [Tools]
            public partial class S
            {
                private sealed class Private;
                private sealed class Own(Type type) : ValidationAttribute { public Type Type => type; }
                [Tool] public void Use({{attribute}} string text, string? other = null) { }
            }
            """).Generate().AssertCompiles();

        Assert.All(["T.Arguments.g.cs", "S.UseTool.g.cs"], file => AssertHas(project.Sources[file], file[0] == 'S' ? expected?.Replace("T.", "S.", StringComparison.Ordinal) : expected));
    }

    [Fact]
    public void AttributeThatIsLocalToAFile_IsLeftOut() => AssertHas(
        UserProject.Of(Attributes + "file class Near : ValidationAttribute; [ToolTask(\"t\")] public partial class T { public void Run([Near] int a) { } }").Generate().AssertCompiles().Sources["T.Arguments.g.cs"],
        expected: null);

    [Fact]
    public void AttributeOfAPayload_IsReadByNobodyHere() =>
        Assert.DoesNotContain("T.Arguments.g.cs", UserProject.Of(Attributes + "public record P(int A); [ToolTask(\"t\")] public partial class T { public void Run([Required] P p) { } }").Generate().AssertCompiles().Sources.Keys);

    private static void AssertHas(string source, string? expected)
    {
        if (expected is null)
        {
            Assert.DoesNotContain("attributes:", source, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(expected, source, StringComparison.Ordinal);
        }
    }
}
