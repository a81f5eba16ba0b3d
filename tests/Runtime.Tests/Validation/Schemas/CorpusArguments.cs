using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;

namespace Runnel.Tests.Validation;

internal sealed record PlainArguments(string location, int days = 3, bool? exact = null);

internal sealed record AnnotatedArguments(string city, int days, List<string> tags, string? unit = "c");

internal sealed record NestedArguments(Simple inner, List<Ranges> several, List<string?> texts);

internal sealed record EnumArguments(Mode mode, Mode? other = Mode.Write);

internal sealed record NoArguments;

/// <summary>Contracts as they are emitted for the records of a task's own parameters.</summary>
internal sealed class CorpusArguments : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(PlainArguments) ? ArgumentsJson.Create<PlainArguments>(
            options,
            values => new((string)values[0]!, (int)values[1]!, (bool?)values[2]),
            ArgumentsJson.Required<PlainArguments, string>("location", "location", arguments => arguments.location, nullable: false),
            ArgumentsJson.Optional<PlainArguments, int>("days", "days", arguments => arguments.days, nullable: false, 3),
            ArgumentsJson.Optional<PlainArguments, bool?>("exact", "exact", arguments => arguments.exact, nullable: true, null))
        : type == typeof(AnnotatedArguments) ? ArgumentsJson.Create<AnnotatedArguments>(
            options,
            values => new((string)values[0]!, (int)values[1]!, (List<string>)values[2]!, (string?)values[3]),
            ArgumentsJson.Required<AnnotatedArguments, string>(
                "city", "city", arguments => arguments.city, nullable: false, attributes: [new DescriptionAttribute("City name"), new RequiredAttribute(), new MaxLengthAttribute(20)]),
            ArgumentsJson.Required<AnnotatedArguments, int>("days", "days", arguments => arguments.days, nullable: false, attributes: [new RangeAttribute(1, 14)]),
            ArgumentsJson.Required<AnnotatedArguments, List<string>>("tags", "tags", arguments => arguments.tags, nullable: false, attributes: [new LengthAttribute(1, 3)]),
            ArgumentsJson.Optional<AnnotatedArguments, string?>(
                "unit", "unit", arguments => arguments.unit, nullable: true, "c", attributes: [new AllowedValuesAttribute("c", "f", null), new DescriptionAttribute("Unit")]))
        : type == typeof(NestedArguments) ? ArgumentsJson.Create<NestedArguments>(
            options,
            values => new((Simple)values[0]!, (List<Ranges>)values[1]!, (List<string?>)values[2]!),
            ArgumentsJson.Required<NestedArguments, Simple>("inner", "inner", arguments => arguments.inner, nullable: false),
            ArgumentsJson.Required<NestedArguments, List<Ranges>>("several", "several", arguments => arguments.several, nullable: false),
            ArgumentsJson.Required<NestedArguments, List<string?>>("texts", "texts", arguments => arguments.texts, nullable: false))
        : type == typeof(EnumArguments) ? ArgumentsJson.Create<EnumArguments>(
            options,
            values => new((Mode)values[0]!, (Mode?)values[1]),
            ArgumentsJson.Required<EnumArguments, Mode>("mode", "mode", arguments => arguments.mode, nullable: false),
            ArgumentsJson.Optional<EnumArguments, Mode?>("other", "other", arguments => arguments.other, nullable: true, Mode.Write))
        : type == typeof(NoArguments) ? ArgumentsJson.Create<NoArguments>(options, _ => new())
        : null;
}
