using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Emitting;

/// <summary>Puts what a user wrote into emitted literals and comments.</summary>
internal static class Text
{
    /// <summary>A string literal.</summary>
    public static string Literal(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Text in an XML comment; an id with a problem may hold anything.</summary>
    public static string Comment(string value)
    {
        var printable = new string(Array.ConvertAll(value.ToCharArray(), character => char.IsControl(character) || char.IsSurrogate(character) || character is '\u2028' or '\u2029' ? ' ' : character));
        return printable.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
    }
}
