using System.Collections;
using System.Reflection;

namespace Runnel.Generators.Tests.Harness;

/// <summary>Finds where two models first differ.</summary>
internal static class ModelDifference
{
    /// <summary>The path and the two values, such as <c>.Surface.Streams[0].Key: "a" is not "b"</c>; null for equal models.</summary>
    public static string? Find(object? left, object? right, string path = "")
    {
        if (left is null || right is null || left.GetType() != right.GetType() || IsSimple(left))
        {
            return Equals(left, right) ? null : $"{path}: {Show(left)} is not {Show(right)}";
        }

        if (left is IEnumerable leftItems and not string)
        {
            object?[] ours = [.. leftItems.Cast<object?>()], theirs = [.. ((IEnumerable)right).Cast<object?>()];
            return ours.Length != theirs.Length
                ? $"{path}.Count: {ours.Length} is not {theirs.Length}"
                : First(ours.Select((item, position) => Find(item, theirs[position], $"{path}[{position}]"))) ?? Own(left, right, path);
        }

        return First(Members(left).Select(member => Find(member.GetValue(left), member.GetValue(right), $"{path}.{member.Name}"))) ?? Own(left, right, path);
    }

    /// <summary>A model's own properties: those of a record's head.</summary>
    public static IEnumerable<PropertyInfo> Members(object model) =>
        model.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite);

    // All members are equal, and still the value says that it is not, or hashes otherwise: its own equality is broken.
    private static string? Own(object left, object right, string path) =>
        !left.Equals(right) ? $"{path}: {left.GetType().Name} is not equal to one with equal members" :
        left.GetHashCode() != right.GetHashCode() ? $"{path}: equal values of {left.GetType().Name} have different hash codes" : null;

    private static string? First(IEnumerable<string?> differences) => differences.FirstOrDefault(difference => difference is not null);

    private static bool IsSimple(object value) => value is string || value.GetType().IsPrimitive || value.GetType().IsEnum;

    private static string Show(object? value) => value is string text ? $"\"{text}\"" : value?.ToString() ?? "null";
}
