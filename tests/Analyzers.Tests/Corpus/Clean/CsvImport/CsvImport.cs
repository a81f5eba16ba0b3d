using System.Globalization;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Contoso.Imports.ImportCsv.StreamPart;

namespace Contoso.Imports;

public sealed record CsvFile(string Path, bool DryRun = false);

public sealed record Product(string Sku, string Name, decimal Price);

public sealed record Reject(int Line, string Content, string Reason);

public readonly record struct ImportProgress(int Lines, long Bytes);

public sealed record ImportResult(int Imported, int Rejected);

[Streams]
public sealed partial record ImportStreams(TaskStream<Product> Rows, TaskStream<Reject> Rejects, TaskStream<ImportProgress> Progress);

public interface IProductTable
{
    Task UpsertAsync(Product product, CancellationToken cancellationToken);
}

[Task("import-csv")]
public sealed partial class ImportCsv(IProductTable table)
{
    private const int ProgressEvery = 200;

    public async Task<ImportResult> RunAsync(CsvFile file, ImportStreams streams, CancellationToken cancellationToken)
    {
        var (number, bytes, imported, rejected) = (0, 0L, 0, 0);
        await foreach (var line in File.ReadLinesAsync(file.Path, cancellationToken))
        {
            number++;
            bytes += line.Length + 1;
            var (product, problem) = Parse(line);
            if (product is not null)
            {
                if (!file.DryRun)
                {
                    await table.UpsertAsync(product, cancellationToken);
                }

                imported++;
                await streams.Rows.WriteAsync(product, cancellationToken);
            }
            else
            {
                rejected++;
                await streams.Rejects.WriteAsync(new Reject(number, line, problem ?? "not readable"), cancellationToken);
            }

            if (number % ProgressEvery == 0)
            {
                await streams.Progress.WriteAsync(new ImportProgress(number, bytes), cancellationToken);
            }
        }

        await streams.Progress.WriteAsync(new(number, bytes), cancellationToken);
        return new ImportResult(imported, rejected);
    }

    private static (Product? Product, string? Problem) Parse(string line) => line.Split(';') switch
    {
        [var sku, var name, var price] when decimal.TryParse(price, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) => (new(sku, name, value), null),
        [_, _, var price] => (null, $"'{price}' is no price"),
        { Length: var columns } => (null, $"{columns} columns instead of 3"),
    };
}

public sealed class ImportJob(ImportCsv.TaskClient imports, ILogger<ImportJob> logger)
{
    public async Task<ImportResult> ImportAsync(string path, CancellationToken cancellationToken)
    {
        var run = await imports.TriggerAsync(new CsvFile(path), cancellationToken: cancellationToken);
        await using var rejects = new StreamWriter(path + ".rejects");
        var size = new FileInfo(path).Length;
        await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Rejects(var (line, content, reason)):
                    await rejects.WriteLineAsync($"{line}: {reason}: {content}");
                    break;
                case Part.Progress({ Bytes: var bytes, Lines: var lines }):
                    logger.LogInformation("{Lines} lines, {Share:P0}", lines, (double)bytes / size);
                    break;
                case Part.StreamEnded { Key: "rejects", Reason: StreamEndReason.Superseded }:
                    await rejects.WriteLineAsync("The import began again.");
                    break;
                case Part.Rows({ Price: 0 } free):
                    logger.LogWarning("{Sku} costs nothing.", free.Sku);
                    break;
            }
        }

        return (await run.WaitAsync(cancellationToken)).GetOutputOrThrow();
    }
}
