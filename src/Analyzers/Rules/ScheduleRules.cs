using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for [Schedule].</summary>
internal static class ScheduleRules
{
    public static readonly DiagnosticDescriptor ScheduleIsNotOnTask = new(
        "RNL1501",
        "Schedule is not on a task",
        "'{0}' has a schedule and is no task; schedules belong on a class with [Task] or [ToolTask]",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1501.md");

    public static readonly DiagnosticDescriptor CronExpressionIsInvalid = new(
        "RNL1502",
        "Cron expression names no times",
        "'{0}' names no times: {1}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1502.md");

    public static readonly DiagnosticDescriptor TimeZoneIsUnknown = new(
        "RNL1503",
        "Time zone is unknown",
        "'{0}' is no time zone; use an IANA id, such as 'Europe/Berlin', or 'UTC'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1503.md");

    public static readonly DiagnosticDescriptor ScheduledPayloadCannotBeMade = new(
        "RNL1504",
        "Payload of a scheduled task cannot be made",
        "A schedule can give '{0}' no payload: {1}; give everything a default, or take a ScheduledTime and nothing else",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1504.md");

    public static readonly DiagnosticDescriptor ScheduleIsNotUnique = new(
        "RNL1505",
        "Task has a schedule twice",
        "'{0}' has the schedule '{1}' twice; remove one of them, or give it another Id",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1505.md");
}
