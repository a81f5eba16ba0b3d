using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Parsing;

/// <summary>Writes constants as C#.</summary>
internal static class Constants
{
    /// <summary>A parameter's default, or null where it has none.</summary>
    public static string? DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue)
        {
            return null;
        }

        return (parameter.ExplicitDefaultValue, parameter.Type) switch
        {
            (null, { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T }) => "null",
            (null, { IsValueType: true }) => "default",
            (null, { NullableAnnotation: NullableAnnotation.NotAnnotated }) => "null!",
            (null, _) => "null",
            var (value, type) => Literal(value, type),
        };
    }

    /// <summary>An attribute's argument, of the very type that it has there.</summary>
    public static string Argument(TypedConstant constant) => constant switch
    {
        // Without its type, a null may fit several constructors.
        { IsNull: true, Type: { SpecialType: not SpecialType.System_Object } type } => $"({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})null!",
        { IsNull: true } => "null!",
        { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } => $"typeof({type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)})",
        { Kind: TypedConstantKind.Array } => $"new {constant.Type!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)} {{ {string.Concat(constant.Values.Select((item, position) => (position > 0 ? ", " : "") + Argument(item)))}{(constant.Values.IsEmpty ? "" : " ")}}}",
        { Value: byte or sbyte or short or ushort } => $"({constant.Type!.ToDisplayString()}){Literal(constant.Value, constant.Type)}",
        _ => Literal(constant.Value!, constant.Type!),
    };

    public static string Literal(double value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture) + "D",
    };

    private static string Literal(object value, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            return Literal(value, nullable.TypeArguments[0]);
        }

        return type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration ? EnumLiteral(value, enumeration) : value switch
        {
            string text => SymbolDisplay.FormatLiteral(text, quote: true),
            char character => SymbolDisplay.FormatLiteral(character, quote: true),
            bool truth => truth ? "true" : "false",
            double number => Literal(number),
            float.NaN => "float.NaN",
            float.PositiveInfinity => "float.PositiveInfinity",
            float.NegativeInfinity => "float.NegativeInfinity",
            float number => number.ToString("R", CultureInfo.InvariantCulture) + "F",
            decimal number => Invariant(number) + "M",
            long number => Invariant(number) + "L",
            ulong number => Invariant(number) + "UL",
            uint number => Invariant(number) + "U",
            IFormattable number => Invariant(number),
            _ => "default!",
        };
    }

    private static string EnumLiteral(object value, INamedTypeSymbol type)
    {
        var name = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && value.Equals(field.ConstantValue));
        return member is null
            ? $"({name})({Invariant((IFormattable)value)})"
            : $"{name}.{Names.Escape(member.Name)}";
    }

    private static string Invariant(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
