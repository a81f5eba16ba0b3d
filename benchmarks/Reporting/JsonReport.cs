using System.Text.Encodings.Web;
using System.Text.Json;
using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Reporting;

/// <summary>Rows for programs: an array of objects, values are medians.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(IReadOnlyList<Row> rows, string file) =>
        File.WriteAllText(file, JsonSerializer.Serialize(rows.Select(JsonRow.Of), Options) + "\n");

    private sealed record JsonRow(
        string Suite, string Case, string Unit, double Ours, string Beside, double BesideValue, double? Ratio, string? Aim, bool? Met)
    {
        public static JsonRow Of(Row row) =>
            new(row.Suite, row.Case, row.Unit, row.Ours.Median, row.Beside, row.BesideValue.Median, row.Ratio, row.Aim?.Text, row.IsMet);
    }
}
