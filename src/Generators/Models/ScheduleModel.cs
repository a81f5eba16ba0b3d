namespace Runnel.Generators.Models;

/// <summary>What a [Schedule] attribute says, as source text; null for what it leaves alone.</summary>
internal sealed record ScheduleModel(string Cron, string? TimeZone, string? Missed, string? Id);
