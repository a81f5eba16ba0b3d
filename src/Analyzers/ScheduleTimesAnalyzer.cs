using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;
using Runnel.Schedules;

namespace Runnel.Analyzers;

/// <summary>Reports cron expressions and time zones that the runtime would not understand; it reads expressions with the same library.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScheduleTimesAnalyzer : DiagnosticAnalyzer
{
    // Any day will do: what is never due is not due after it either.
    private static readonly DateTime SomeDay = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ScheduleRules.CronExpressionIsInvalid, ScheduleRules.TimeZoneIsUnknown];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        if (context.Symbol.AttributeOfTask() is null)
        {
            return;
        }

        foreach (var schedule in context.Symbol.Attributes(KnownTypes.ScheduleAttribute))
        {
            if (schedule.ConstructorArguments is [{ Kind: not TypedConstantKind.Error } argument] && ObjectionTo(argument.Value as string) is { } objection)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    ScheduleRules.CronExpressionIsInvalid, Locations.OfArgument(schedule), argument.Value as string ?? "null", objection));
            }

            var zone = schedule.NamedArguments.FirstOrDefault(named => named.Key == "TimeZone").Value;
            if (zone is { Kind: TypedConstantKind.Primitive, Value: string id } && TimeZoneIds.AreKnownNotToHave(id))
            {
                context.ReportDiagnostic(Diagnostic.Create(ScheduleRules.TimeZoneIsUnknown, Locations.OfArgument(schedule, "TimeZone"), id));
            }
        }
    }

    private static string? ObjectionTo(string? cron)
    {
        var (expression, objection) = CronText.Read(cron);
        return objection ?? (expression!.GetNextOccurrence(SomeDay) is null ? "no date of the calendar fits it" : null);
    }
}
