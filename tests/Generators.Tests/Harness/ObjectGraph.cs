using System.Reflection;
using System.Runtime.CompilerServices;

namespace Runnel.Generators.Tests.Harness;

/// <summary>Walks everything that an object holds, through its fields.</summary>
internal static class ObjectGraph
{
    /// <param name="root">Where to begin.</param>
    /// <param name="visit">Is given each object once, with the path of fields that leads to it.</param>
    public static void Walk(object? root, Action<string, object> visit)
    {
        var seen = new HashSet<object>(ReferenceComparer.Instance);
        Walk(root, "", visit, seen);
    }

    private static void Walk(object? value, string path, Action<string, object> visit, HashSet<object> seen)
    {
        if (value is null || (!value.GetType().IsValueType && !seen.Add(value)))
        {
            return;
        }

        visit(path, value);
        if (value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return;
        }

        if (value is Array array)
        {
            for (var i = 0; i < array.Length; i++)
            {
                Walk(array.GetValue(i), $"{path}[{i}]", visit, seen);
            }

            return;
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                Walk(field.GetValue(value), $"{path}.{field.Name}", visit, seen);
            }
        }
    }

    private sealed class ReferenceComparer : IEqualityComparer<object>
    {
        public static ReferenceComparer Instance { get; } = new();

        public new bool Equals(object? x, object? y) => ReferenceEquals(x, y);

        public int GetHashCode(object obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
