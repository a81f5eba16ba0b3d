using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the [Schedule] attributes of a task. Whether their texts name times, only the analyzers ask: they have the library for it.</summary>
internal static class ScheduleParser
{
    /// <summary>The schedules, as far as they can be understood.</summary>
    /// <param name="type">The task.</param>
    /// <param name="signature">What it takes; null where that is not known.</param>
    /// <param name="problems">What is wrong so far.</param>
    public static EquatableArray<ScheduleModel> Parse(INamedTypeSymbol type, RunSignature? signature, ProblemList problems)
    {
        var attributes = type.Attributes(KnownTypes.ScheduleAttribute);
        if (attributes.Count > 0 && signature is not null && SchedulePayload.Objection(signature) is { } objection)
        {
            problems.Add(Rule.ScheduledPayloadCannotBeMade, attributes[0], type.Name, objection);
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        return attributes.Select(attribute => Read(type, attribute, names, problems)).ToEquatableArray();
    }

    private static ScheduleModel Read(INamedTypeSymbol type, AttributeData attribute, HashSet<string> names, ProblemList problems)
    {
        if (attribute.ConstructorArguments is not [{ Kind: not TypedConstantKind.Error } cron])
        {
            problems.AddUnresolved();
            return new ScheduleModel("\"\"", TimeZone: null, Missed: null, Id: null);
        }

        var values = attribute.Settings();
        var (zone, missed, id) = (Value("TimeZone"), Value("Missed"), Value("Id"));
        if (id is { Value: string text } && !Names.IsId(text))
        {
            problems.Add(Rule.SettingIsInvalid, Locations.OfArgument(attribute, "Id"), "Id", "1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'");
        }

        if (missed is { } policy && !IsMember(policy))
        {
            problems.Add(Rule.SettingIsInvalid, Locations.OfArgument(attribute, "Missed"), "Missed", "a member of MissedRuns");
        }

        // Without an id of its own, one is made of the expression and the time zone.
        var name = id?.Value as string ?? $"{cron.Value}\n{zone?.Value as string ?? "UTC"}";
        if (!names.Add(name))
        {
            problems.Add(Rule.ScheduleIsNotUnique, attribute, type.Name, id?.Value as string ?? cron.Value as string ?? "");
        }

        return new ScheduleModel(cron.IsNull ? "\"\"" : Constants.Argument(cron), Text(zone), Text(missed), Text(id));

        TypedConstant? Value(string setting) => values.TryGetValue(setting, out var value) && !value.IsNull ? value : null;
    }

    private static string? Text(TypedConstant? value) => value is { } constant ? Constants.Argument(constant) : null;

    private static bool IsMember(TypedConstant constant) =>
        constant.Type!.GetMembers().OfType<IFieldSymbol>().Any(field => field.HasConstantValue && Equals(field.ConstantValue, constant.Value));
}
