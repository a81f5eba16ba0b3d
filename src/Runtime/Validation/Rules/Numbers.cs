using System.Globalization;
using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>Numbers of any of .NET's types, compared by what they are worth.</summary>
internal static class Numbers
{
    public static bool IsNumber(object value) => value is byte or sbyte or short or ushort or int or uint or long or ulong or decimal or double or float or Half;

    public static bool IsFraction(object value) => value is double or float or Half;

    public static int Compare(object left, object right) => IsFraction(left) || IsFraction(right)
        ? DoubleOf(left).CompareTo(DoubleOf(right))
        : DecimalOf(left).CompareTo(DecimalOf(right));

    /// <summary>The number as JSON writes it.</summary>
    public static JsonNode ToJson(object value) => value switch
    {
        float single => JsonValue.Create(single),
        double or Half => JsonValue.Create(DoubleOf(value)),
        _ => JsonValue.Create(DecimalOf(value)),
    };

    private static double DoubleOf(object value) => value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static decimal DecimalOf(object value) => Convert.ToDecimal(value, CultureInfo.InvariantCulture);
}
