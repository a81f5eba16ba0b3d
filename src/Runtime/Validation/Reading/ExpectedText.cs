using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>What a type's JSON looks like, in words for whoever has to write it.</summary>
internal static class ExpectedText
{
    public static string Of(Type type, JsonSerializerOptions options)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum)
        {
            return OfEnum(bare, options);
        }

        return Type.GetTypeCode(bare) switch
        {
            TypeCode.Byte => "an integer from 0 to 255",
            TypeCode.SByte => "an integer from -128 to 127",
            TypeCode.Int16 => "an integer of 16 bits",
            TypeCode.UInt16 => "an integer of 16 bits, not negative",
            TypeCode.Int32 => "an integer",
            TypeCode.UInt32 => "an integer, not negative",
            TypeCode.Int64 => "an integer",
            TypeCode.UInt64 => "an integer, not negative",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "a number",
            TypeCode.Boolean => "true or false",
            TypeCode.Char => "a string of one character",
            TypeCode.String => "a string",
            TypeCode.DateTime => "a date and time such as \"2026-05-17T09:30:00Z\"",
            _ => OfOther(bare, options),
        };
    }

    public static string OneOf(IEnumerable<string> values)
    {
        var all = values.ToList();
        return all.Count == 1 ? all[0] : $"one of {string.Join(", ", all)}";
    }

    private static string OfEnum(Type type, JsonSerializerOptions options)
    {
        var values = EnumJson.Of(type, options);
        return values.Count == 0 ? $"a value of {type.Name}" : OneOf(values.Select(value => value.GetValueKind() == JsonValueKind.String ? ValueText.Quoted(value.GetValue<string>()) : value.ToJsonString()));
    }

    private static string OfOther(Type type, JsonSerializerOptions options) => type switch
    {
        _ when type == typeof(DateTimeOffset) => "a date and time such as \"2026-05-17T09:30:00+02:00\"",
        _ when type == typeof(DateOnly) => "a date such as \"2026-05-17\"",
        _ when type == typeof(TimeOnly) => "a time such as \"09:30:00\"",
        _ when type == typeof(TimeSpan) => "a time span such as \"1.02:30:00\", which is days.hours:minutes:seconds",
        _ when type == typeof(Guid) => "a UUID such as \"0198f3a1-2c6e-7b7a-9c41-5d1f0a6b2e33\"",
        _ when type == typeof(Uri) => "a URI",
        _ when type == typeof(byte[]) => "a string of Base64",
        _ => OfContract(type, options),
    };

    private static string OfContract(Type type, JsonSerializerOptions options) => Contracts.Find(type, options)?.Kind switch
    {
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        JsonTypeInfoKind.Enumerable => "an array",
        _ => $"a value of {type.Name}",
    };
}
