using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel.Tests.Validation;

#pragma warning disable CA1052, CA1822, CA2227, CA1819 // They are payloads as users write them.

/// <summary>Types that have every feature a schema speaks of.</summary>
internal static class Corpus
{
    /// <summary>Those whose schema says all that the binder asks for.</summary>
    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(Empty), typeof(Simple), typeof(Defaults), typeof(Settable), typeof(Nullables), typeof(RequiredMembers), typeof(Ranges), typeof(ExclusiveRanges), typeof(RangesOfType),
        typeof(SmallIntegers), typeof(Lengths), typeof(Patterns), typeof(Forms), typeof(Values), typeof(Enums), typeof(NumberEnums), typeof(FlagEnums), typeof(Nested), typeof(Collections),
        typeof(NullItems), typeof(Dictionaries), typeof(Keys), typeof(Times), typeof(Identifiers), typeof(Binary), typeof(Animal), typeof(Household), typeof(Shape), typeof(Node), typeof(Tree), typeof(Mutual),
        typeof(Anything), typeof(Closed), typeof(Point), typeof(Computed), typeof(Named), typeof(Inherited), typeof(RequiredByDefault), typeof(OnProperty), typeof(Matrix), typeof(Fractions), typeof(Oblivious), typeof(Extended),
        typeof(PlainArguments), typeof(AnnotatedArguments), typeof(NestedArguments), typeof(EnumArguments), typeof(NoArguments), typeof(AbsentMemberTests.Picked), typeof(AbsentMemberTests.Chosen), typeof(AbsentMemberTests.Asked),
    ];

    /// <summary>Those that have a strict form (no dictionary, no JSON of any kind, no union as the whole) that needs no words to say all.</summary>
    public static IReadOnlyList<Type> StrictTypes { get; } =
    [
        typeof(Empty), typeof(Simple), typeof(Defaults), typeof(Settable), typeof(Nullables), typeof(RequiredMembers), typeof(Ranges), typeof(ExclusiveRanges), typeof(SmallIntegers), typeof(Enums), typeof(NumberEnums),
        typeof(Nested), typeof(Collections), typeof(Times), typeof(Identifiers), typeof(Household), typeof(Node), typeof(Tree), typeof(Mutual), typeof(Closed), typeof(Point), typeof(Computed), typeof(Matrix),
        typeof(Named), typeof(PlainArguments), typeof(NestedArguments), typeof(EnumArguments), typeof(NoArguments), typeof(AbsentMemberTests.Picked), typeof(AbsentMemberTests.Chosen), typeof(AbsentMemberTests.Asked),
    ];
}

internal sealed record Empty;

internal sealed record Simple(string Text, int Count, long Large, double Share, decimal Price, bool IsOn, float Weight);

internal sealed record Defaults(string Text = "none", int Count = 3, bool IsOn = true, double? Share = 0.5, string? Note = null, Mode Mode = Mode.Write, Mode? Other = Mode.Read);

internal sealed class Settable
{
    public int Count { get; set; } = 2;

    public string Text { get; init; } = "a";

    [Description("What is done.")]
    [DefaultValue("x")]
    public string? Note { get; set; } = "x";
}

internal sealed record Nullables(int? Count, string? Text, DateOnly? Day, Mode? Mode, Simple? Inner, int? Most = null);

internal sealed class RequiredMembers
{
    public required string Text { get; init; }

    public required int? Count { get; init; }

    [Required]
    public string? Name { get; init; }

    [Required(AllowEmptyStrings = true)]
    public string? Code { get; init; }

    [Required]
    public int? Size { get; init; }

    [JsonRequired]
    public bool IsOn { get; set; }
}

internal sealed record Ranges([Range(1, 10)] int Days, [Range(-0.5, 0.5)] double Offset, [Range(0, 100)] long Percent, [Range(0, 10)] decimal Price, [Range(1, 5)] int? Stars = null);

internal sealed record ExclusiveRanges(
    [Range(0, 10, MinimumIsExclusive = true)] int Above, [Range(-5.0, 5.0, MaximumIsExclusive = true)] double Below, [Range(-3, 0, MinimumIsExclusive = true, MaximumIsExclusive = true)] int Between);

internal sealed record RangesOfType([Range(typeof(decimal), "0.25", "9.75")] decimal Price, [Range(typeof(long), "-9", "9")] long Count, [Range(typeof(double), "0", "1")] float Share);

internal sealed record SmallIntegers(byte Byte, sbyte SByte, short Short, ushort UShort, uint UInt, ulong ULong, [Range(10, 1000)] byte Limited);

internal sealed record Lengths(
    [MinLength(2)] string AtLeast, [MaxLength(3)] string AtMost, [StringLength(4, MinimumLength = 2)] string Between, [Length(1, 2)] List<int> Items, [MinLength(1)] HashSet<string> Set,
    [MaxLength(2)] Dictionary<string, int> Map, [MaxLength(2)] int[]? Array = null, [MaxLength] string Any = "");

internal sealed record Patterns(
    [RegularExpression("[A-Z]{2}-[0-9]+")] string Code, [RegularExpression("^[a-c]+$")] string Anchored, [RegularExpression("a|b|a b")] string Choice, [Required, RegularExpression("[a-z ]+")] string Words,
    [RegularExpression("[a-d]{3}")] string? Optional = null);

internal sealed record Forms([EmailAddress] string Mail, [Url] string Link, [Base64String] string Data, [Url] string? Other = null);

internal sealed record Values(
    [AllowedValues("a", "ab")] string Text, [AllowedValues(1, 2, 3)] long Number, [DeniedValues("", " ")] string NotEmpty, [DeniedValues(0)] int NotZero, [AllowedValues("a", null)] string? OrNull = null,
    [AllowedValues(Mode.Read, Mode.Write)] Mode Mode = Mode.Read, [DeniedValues(Mode.Execute)] Mode Other = Mode.Read);

internal enum Mode
{
    Read,
    Write,
    Execute,
}

internal enum Level
{
    Low = 1,
    High = 10,
}

[Flags]
internal enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
    Execute = 4,
}

internal sealed record Enums(Mode Mode, Level Level, Mode? Maybe, List<Mode> Several, Level[] Levels);

internal sealed record NumberEnums([property: JsonConverter(typeof(JsonNumberEnumConverter<Level>))] Level Level, [property: JsonConverter(typeof(JsonNumberEnumConverter<Mode>))] Mode Mode = Mode.Write);

internal sealed record FlagEnums(Rights Rights, Rights? Maybe = null);

internal sealed record Nested(Simple One, [Description("the second")] Ranges Two, Ranges? Three = null);

internal sealed record Collections(List<int> List, string[] Array, IReadOnlyList<Ranges> Objects, IEnumerable<double> Numbers, HashSet<Mode> Set, ICollection<DateOnly>? Days = null, Queue<bool>? Queue = null);

internal sealed record NullItems(List<string?> Texts, List<string> Solid, int?[] Numbers, List<List<string?>> Deep, Dictionary<string, string?>? Map = null);

internal sealed record Dictionaries(Dictionary<string, int> Counts, IReadOnlyDictionary<string, Ranges> Objects, Dictionary<string, List<string>> Lists, IDictionary<string, string?>? Texts = null);

internal sealed record Keys(Dictionary<Mode, int> ByMode, Dictionary<int, string> ByNumber, Dictionary<Guid, bool> ById);

internal sealed record Times(DateTimeOffset At, DateOnly Day, TimeOnly Time, TimeSpan Span, TimeSpan? Maybe = null);

internal sealed record Identifiers(Guid Id, Uri Link, Version Version, char Letter);

internal sealed record Binary(byte[] Data, byte[]? More = null);

[JsonDerivedType(typeof(Cat), "cat")]
[JsonDerivedType(typeof(Dog), "dog")]
internal abstract record Animal(string Name);

internal sealed record Cat(string Name, [Range(1, 9)] int Lives) : Animal(Name);

internal sealed record Dog(string Name, Animal? Friend = null) : Animal(Name);

internal sealed record Household(Animal First, List<Animal> Others, Animal? Last = null);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), 1)]
[JsonDerivedType(typeof(Square), 2)]
internal record Shape([MaxLength(5)] string Label);

internal sealed record Circle(string Label, double Radius) : Shape(Label);

internal sealed record Square(string Label, double Side) : Shape(Label);

internal sealed record Node(string Value, Node? Next = null);

internal sealed record Tree([MinLength(1)] string Name, [MaxLength(3)] List<Tree> Left, List<Tree> Right, [Description("above")] Tree? Parent = null);

internal sealed record Mutual(List<Mutual.Other> Others)
{
    internal sealed record Other(int Number, Mutual? Back = null);
}

internal sealed record Anything(JsonElement Any, object? Thing = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record Closed(int A, int B = 2);

internal readonly record struct Point(double X, [property: Range(0, 100)] double Y);

internal sealed record Computed(int Width, int Height)
{
    public int Area => Width * Height;
}

internal sealed record Named([property: JsonPropertyName("full name")] string Name, [property: JsonPropertyName("a/b~c")] int Ratio, [property: JsonIgnore] int Hidden = 3);

internal abstract class Ancestor
{
    [Range(1, 3)]
    public virtual int Number { get; set; } = 1;
}

internal sealed class Inherited : Ancestor
{
    public override int Number { get; set; } = 2;

    [StringLength(3)]
    public string? Text { get; set; }
}

internal sealed class RequiredByDefault
{
    [Range(1, 5)]
    public int Days { get; set; }

    [MinLength(2)]
    public string Text { get; set; } = "";
}

internal sealed record OnProperty([property: Range(1, 3)] int Number, [property: StringLength(2)][Description("short")] string Text);

internal sealed record Matrix(List<List<double>> Rows, int[][] Numbers);

internal sealed record Fractions([Range(0, 1)] double Share, float Single, decimal Exact);

#nullable disable
internal sealed class Oblivious
{
    public string Text { get; set; }

    public List<string> Texts { get; set; }
}
#nullable enable

internal sealed record StructDefaults(DateOnly Day = default, Guid Id = default, TimeSpan Span = default, Point Point = default, Mode Mode = default, decimal Price = default, int? Number = default);

internal sealed class Extended
{
    public int Number { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
