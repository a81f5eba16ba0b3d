using System.Globalization;
using System.Text.Json;

namespace Runnel.Validation;

/// <summary>Whether a text is a key of a dictionary.</summary>
internal static class DictionaryKeys
{
    public static bool IsKey(string text, Type type, JsonSerializerOptions options)
    {
        var invariant = CultureInfo.InvariantCulture;
        return type switch
        {
            { IsEnum: true } => Enum.TryParse(type, text, ignoreCase: true, out _) || EnumJson.Of(type, options).Any(name => name.ToString() == text),
            _ when type == typeof(Guid) => Guid.TryParseExact(text, "D", out _),
            _ when type == typeof(bool) => bool.TryParse(text, out _),
            _ => Type.GetTypeCode(type) switch
            {
                TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => ulong.TryParse(text, NumberStyles.None, invariant, out _),
                TypeCode.SByte or TypeCode.Int16 or TypeCode.Int64 => long.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out _),
                TypeCode.Int32 => int.TryParse(text, NumberStyles.AllowLeadingSign, invariant, out _),
                _ => true,
            },
        };
    }
}
