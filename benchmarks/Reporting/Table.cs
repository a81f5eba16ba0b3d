using System.Globalization;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Reporting;

/// <summary>Rows for people: two lines for each, ours and what it stands beside.</summary>
internal static class Table
{
    public static void Write(IReadOnlyList<Row> rows, TextWriter output)
    {
        var caseWidth = rows.Max(row => row.Case.Length) + 2;
        var whoWidth = rows.Max(row => row.Beside.Length) + 2;
        var unitWidth = rows.Max(row => row.Unit.Length) + 2;
        output.WriteLine(Line("case", "", "unit", "median", "min", "max", "  ratio  aim"));
        foreach (var row in rows)
        {
            output.WriteLine(Line(row.Case, "ours", row.Unit, Text(row.Ours.Median), Text(row.Ours.Min), Text(row.Ours.Max), Verdict(row)));
            output.WriteLine(Line("", row.Beside, row.Unit, Text(row.BesideValue.Median), Text(row.BesideValue.Min), Text(row.BesideValue.Max), ""));
        }

        string Line(string name, string who, string unit, string median, string min, string max, string verdict) =>
            (name.PadRight(caseWidth) + who.PadRight(whoWidth) + unit.PadRight(unitWidth)
                + median.PadLeft(13) + min.PadLeft(13) + max.PadLeft(13) + verdict).TrimEnd();
    }

    private static string Verdict(Row row) =>
        (row.Ratio is { } ratio ? Text(ratio) : "").PadLeft(7) + (row.IsMet is { } isMet ? $"  {row.Aim!.Text} {(isMet ? "met" : "MISSED")}" : "");

    /// <summary>Three significant digits, or the whole number.</summary>
    private static string Text(double value) => value switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.00", CultureInfo.InvariantCulture),
        0 => "0",
        _ => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
