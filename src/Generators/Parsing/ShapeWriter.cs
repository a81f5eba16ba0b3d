using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>Writes the shape that a type has in JSON: its properties down to types of the framework, without its own name.</summary>
internal sealed class ShapeWriter
{
    // Deeper, or longer, shapes are cut off: two that differ only there count as the same.
    private const int MaxDepth = 16;
    private const int MaxLength = 32 * 1024;

    private readonly StringBuilder text = new();
    private readonly List<ITypeSymbol> path = [];

    public static string Of(ITypeSymbol type)
    {
        var writer = new ShapeWriter();
        writer.Write(type);
        return writer.text.ToString();
    }

    public static string Of(IEnumerable<(string Name, ITypeSymbol Type)> members)
    {
        var writer = new ShapeWriter();
        writer.WriteMembers(members);
        return writer.text.ToString();
    }

    private void Write(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            Write(nullable.TypeArguments[0]);
            text.Append('?');
            return;
        }

        WriteNotNull(type);
        if (type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated })
        {
            text.Append('?');
        }
    }

    private void WriteNotNull(ITypeSymbol type)
    {
        if (path.Count == MaxDepth || text.Length > MaxLength)
        {
            text.Append('…');
        }
        else if (JsonShape.DictionaryOf(type) is var (key, value))
        {
            WriteList('<', '>', [key, value], type);
        }
        else if (JsonShape.ElementOf(type) is { } element)
        {
            WriteList('[', ']', [element], type);
        }
        else if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } enumeration && !JsonShape.IsFramework(type))
        {
            var members = enumeration.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue);
            var values = members.Select(field => field.Name + "=" + Convert.ToString(field.ConstantValue, CultureInfo.InvariantCulture));
            text.Append("enum(").Append(string.Join(",", values.OrderBy(member => member, StringComparer.Ordinal))).Append(')');
        }
        else if (type is INamedTypeSymbol named && JsonShape.IsFramework(type))
        {
            WriteFrameworkType(named);
        }
        else if (type.Attribute("System.Text.Json.Serialization.JsonConverterAttribute") is { } converter)
        {
            text.Append("converter(").Append((converter.ConstructorArguments.FirstOrDefault().Value as ITypeSymbol)?.Name).Append(')');
        }
        else
        {
            WriteObject(type);
        }
    }

    private void WriteFrameworkType(INamedTypeSymbol type)
    {
        text.Append(type.ContainingNamespace?.ToDisplayString()).Append('.').Append(type.MetadataName);

        // The tools of a part's set are the implementation's: a caller's contract does not name them.
        if (type.TypeArguments.Length > 0 && !type.IsWithin("Runnel"))
        {
            WriteList('(', ')', type.TypeArguments, type);
        }
    }

    private void WriteObject(ITypeSymbol type)
    {
        var seen = path.FindLastIndex(ancestor => SymbolEqualityComparer.Default.Equals(ancestor, type));
        if (seen >= 0)
        {
            text.Append('^').Append((path.Count - seen).ToString(CultureInfo.InvariantCulture));
            return;
        }

        path.Add(type);
        WriteMembers(JsonShape.MembersOf(type));
        foreach (var (discriminator, derived) in JsonShape.DerivedTypesOf(type))
        {
            text.Append('|').Append(discriminator).Append(':');
            Write(derived);
        }

        path.RemoveAt(path.Count - 1);
    }

    private void WriteMembers(IEnumerable<(string Name, ITypeSymbol Type)> members)
    {
        text.Append('{');
        foreach (var (name, type) in members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            text.Append(name).Append(':');
            Write(type);
            text.Append(';');
        }

        text.Append('}');
    }

    private void WriteList(char open, char close, IEnumerable<ITypeSymbol> types, ITypeSymbol owner)
    {
        path.Add(owner);
        text.Append(open);
        foreach (var type in types)
        {
            Write(type);
            text.Append(';');
        }

        text.Append(close);
        path.RemoveAt(path.Count - 1);
    }
}
