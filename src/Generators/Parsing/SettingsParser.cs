using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads what a [Task] attribute sets.</summary>
internal static class SettingsParser
{
    private const double MaxDurationSeconds = 30 * 24 * 60 * 60;

    public static SettingsModel Parse(AttributeData attribute, ProblemList problems)
    {
        var values = attribute.Settings().ToDictionary(setting => setting.Key, setting => setting.Value.Value, StringComparer.Ordinal);
        var attempts = values.TryGetValue("MaxAttempts", out var value) ? value as int? : null;
        var factor = Number("RetryFactor");
        var minimum = Number("RetryMinDelaySeconds");
        var maximum = Number("RetryMaxDelaySeconds");
        var queue = values.TryGetValue("Queue", out var name) ? name as string : null;
        var duration = Number("MaxDurationSeconds");
        Require("MaxAttempts", attempts is null or >= 1, "at least 1");
        Require("RetryFactor", factor is null or (>= 1 and < double.PositiveInfinity), "at least 1");
        Require("RetryMinDelaySeconds", IsDelay(minimum), "a number of seconds of at least 0");
        Require("RetryMaxDelaySeconds", IsDelay(maximum), "a number of seconds of at least 0");
        Require("Queue", queue is null || Names.IsId(queue), "1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'");
        Require("MaxDurationSeconds", duration is null or (>= 0 and <= MaxDurationSeconds), "a number of seconds from 0, which is any time, to 2592000, which is 30 days");
        return new SettingsModel(
            attempts?.ToString(CultureInfo.InvariantCulture),
            Literal(factor),
            Literal(minimum),
            Literal(maximum),
            queue is null ? null : SymbolDisplay.FormatLiteral(queue, quote: true),
            duration > 0 ? Literal(duration) : null,
            values.TryGetValue("FailOnStreamError", out var fails) && fails is true);

        double? Number(string name) => values.TryGetValue(name, out var number) ? number as double? : null;

        void Require(string name, bool condition, string requirement)
        {
            if (!condition)
            {
                problems.Add(Rule.SettingIsInvalid, Locations.OfArgument(attribute, name), name, requirement);
            }
        }
    }

    private static bool IsDelay(double? seconds) => seconds is null || seconds.Value is >= 0 and <= int.MaxValue;

    private static string? Literal(double? value) => value is { } number ? Constants.Literal(number) : null;
}
