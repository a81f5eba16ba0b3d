using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Runnel.Tools.Tests.Corpus;

public sealed record Point(int X, int Y = 7);

[Description("A place on earth")]
public sealed record Place([property: Description("Its name")] string Name, Point? At = null, IReadOnlyList<string>? Tags = null);

public sealed class Mutable
{
    [Required]
    public string Name { get; set; } = "";

    public int Count { get; set; } = 3;

    public required bool IsOn { get; init; }
}

public sealed record Tree(string Name, IReadOnlyList<Tree>? Branches = null);

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;

[JsonDerivedType(typeof(Ring), "ring")]
public record Circular(double Radius);

public sealed record Ring(double Radius, double Hole) : Circular(Radius);

public enum Color
{
    Red,
    Green,
    Blue,
}

[Flags]
public enum Days
{
    None = 0,
    Monday = 1,
    Tuesday = 2,
}

[method: JsonConstructor]
public readonly record struct Money(decimal Amount, string Currency = "EUR");
