using System.Globalization;
using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>Numbers of any of .NET's types, compared by what they are worth.</summary>
internal static class Numbers
{
    public static bool IsNumber(object value) => value is byte or sbyte or short or ushort or int or uint or long or ulong or decimal or double or float or Half;

    /// <summary>Whether values of a type are such numbers.</summary>
    public static bool IsNumber(Type type) => (!type.IsEnum && Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal) || type == typeof(Half);

    public static bool IsInfinite(object value) => value is double.PositiveInfinity or double.NegativeInfinity or float.PositiveInfinity or float.NegativeInfinity;

    public static bool IsFinite(object value) => !IsFraction(value) || double.IsFinite(DoubleOf(value));

    public static bool IsFraction(object value) => value is double or float or Half;

    public static int Compare(object left, object right) => IsFraction(left) || IsFraction(right)
        ? DoubleOf(left).CompareTo(DoubleOf(right))
        : DecimalOf(left).CompareTo(DecimalOf(right));

    /// <summary>The number that a node is, whichever of .NET's types it holds.</summary>
    public static object Of(JsonNode number)
    {
        var text = number.ToJsonString();
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact) ? exact : double.Parse(text, CultureInfo.InvariantCulture);
    }

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
