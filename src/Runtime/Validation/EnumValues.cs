using System.Globalization;

namespace Runnel.Validation;

/// <summary>What an enum defines. System.Text.Json reads any number as one.</summary>
internal sealed class EnumValues
{
    private readonly Type type;
    private readonly ulong bits;

    public EnumValues(Type type)
    {
        this.type = type;
        IsFlags = type.IsDefined(typeof(FlagsAttribute), inherit: false);
        Numbers = [.. Enum.GetValuesAsUnderlyingType(type).Cast<object>()];
        Names = Enum.GetNames(type);
        bits = Numbers.Aggregate(0UL, (all, number) => all | BitsOf(number));
    }

    public bool IsFlags { get; }

    /// <summary>The defined values as numbers, in the order of <see cref="Names"/>.</summary>
    public IReadOnlyList<object> Numbers { get; }

    public IReadOnlyList<string> Names { get; }

    /// <summary>The enum that a type is, nullable or not.</summary>
    public static Type? EnumOf(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } found ? found : null;

    public bool IsDefined(object value) => Enum.IsDefined(type, value) || (IsFlags && (BitsOf(value) & ~bits) == 0);

    private static ulong BitsOf(object value) => Convert.GetTypeCode(value) is TypeCode.UInt64
        ? Convert.ToUInt64(value, CultureInfo.InvariantCulture)
        : unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture));
}
