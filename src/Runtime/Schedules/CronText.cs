using Cronos;

namespace Runnel.Schedules;

/// <summary>Reads the text of a cron expression. The analyzers have this file, too, so that they find what the runtime would.</summary>
internal static class CronText
{
    private const int FieldsWithSeconds = 6;

    private static readonly char[] Blanks = [' ', '\t'];

    /// <summary>The expression, or why the text is none.</summary>
    public static (CronExpression? Expression, string? Objection) Read(string? text)
    {
        text ??= "";
        var fields = text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        if (fields is not ([['@', ..]] or [_, _, _, _, _] or [_, _, _, _, _, _]))
        {
            return (null, "it has five fields (minute, hour, day, month, weekday), or six with the second before them, or is @hourly, @daily and the like");
        }

        try
        {
            return (CronExpression.Parse(text, fields.Length == FieldsWithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard), null);
        }
        catch (CronFormatException exception)
        {
            return (null, Reason(exception.Message));
        }
        catch (MissingSeedException)
        {
            return (null, "H stands for a time that is drawn by lot; name the time");
        }
    }

    // "The given cron expression has an invalid format. Minutes: Value must be …." says in its first sentence what the caller says itself.
    private static string Reason(string message)
    {
        var start = message.IndexOf(". ", StringComparison.Ordinal);
        return (start < 0 ? message : message.Substring(start + 2)).TrimEnd('.');
    }
}
