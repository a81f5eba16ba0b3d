using System.Runtime.CompilerServices;
using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>What a case expects. What fails says what was expected and what was seen.</summary>
internal static class Check
{
    public static void Equal<T>(T expected, T actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new ConformanceException($"Expected {what} to be {Show(expected)}, but it was {Show(actual)}.");
        }
    }

    public static void True(bool condition, string expectation)
    {
        if (!condition)
        {
            throw new ConformanceException($"Expected that {expectation}, but it was not so.");
        }
    }

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        var (left, right) = (expected.ToArray(), actual.ToArray());
        if (!left.SequenceEqual(right))
        {
            throw new ConformanceException($"Expected {what} to be {ShowAll(left)}, but it was {ShowAll(right)}.");
        }
    }

    /// <summary>The same members, in any order, none twice.</summary>
    public static void Set<T>(IEnumerable<T> expected, IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Sequence(expected.Order(), actual.Order(), what);

    public static void Empty<T>(IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "") => Sequence([], actual, what);

    public static T Single<T>(IEnumerable<T> actual, [CallerArgumentExpression(nameof(actual))] string what = "")
    {
        var all = actual.ToArray();
        return all is [var one] ? one : throw new ConformanceException($"Expected {what} to have one element, but it was {ShowAll(all)}.");
    }

    public static void Outcome(AppendOutcome expected, AppendResult result, [CallerArgumentExpression(nameof(result))] string what = "") =>
        Equal(expected, result.Outcome, $"the outcome of {what}");

    public static void Outcomes(IEnumerable<AppendOutcome> expected, IEnumerable<AppendResult> results) =>
        Sequence(expected, results.Select(result => result.Outcome), "the outcomes");

    /// <summary>To the millisecond, which is as far as stores keep times.</summary>
    public static void Time(DateTimeOffset? expected, DateTimeOffset? actual, [CallerArgumentExpression(nameof(actual))] string what = "") =>
        Equal(expected?.ToUnixTimeMilliseconds(), actual?.ToUnixTimeMilliseconds(), what + " in ms");

    private static string Show<T>(T value) => value switch
    {
        null => "null",
        string text => $"'{(text.Length > 200 ? text[..200] + "…" : text)}'",
        _ => value.ToString() ?? "",
    };

    private static string ShowAll<T>(T[] values) =>
        values.Length == 0 ? "empty" : $"[{string.Join(", ", values.Take(50).Select(Show))}{(values.Length > 50 ? ", …" : "")}] ({values.Length})";
}
