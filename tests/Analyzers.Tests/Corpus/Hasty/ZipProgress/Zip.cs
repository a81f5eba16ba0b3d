using System.IO.Compression;
using Runnel;
using Part = Hasty.Zip.ZipFolder.StreamPart;

namespace Hasty.Zip;

public sealed record Folder(string Path);

[Streams]
public sealed partial record ZipStreams(TaskStream<int> Percent, TaskStream<string> Files, TaskStream<string> Warnings); // review: nothing is ever written to Warnings

[Task("zip-folder")]
public sealed partial class ZipFolder
{
    public async Task<string> RunAsync(Folder folder, ZipStreams streams, CancellationToken cancellationToken)
    {
        var target = folder.Path + ".zip";
        var files = Directory.GetFiles(folder.Path);
        var progress = new Progress<int>();
        progress.ProgressChanged += (_, percent) => streams.Percent.WriteAsync(percent); // review: not awaited: a write that fails is lost, and may come after the task returned
        await using var zip = await ZipFile.OpenAsync(target, ZipArchiveMode.Create, cancellationToken);
        for (var i = 0; i < files.Length; i++)
        {
            await zip.CreateEntryFromFileAsync(files[i], Path.GetFileName(files[i]), cancellationToken);
            Array.ForEach([files[i]], file => streams.Files.WriteAsync(file)); // review: not awaited either; a plain await would do
            ((IProgress<int>)progress).Report(i * 100 / files.Length);
        }

        return target;
    }
}

public sealed class ZipWindow(ZipFolder.TaskClient zips)
{
    public int Percent { get; private set; }

    public List<string> Log { get; } = [];

    public async Task ZipAsync(string path)
    {
        await foreach (var part in zips.TriggerAndSubscribeAsync(new Folder(path)))
        {
            switch (part)
            {
                case Part.Percent(var percent):
                    Percent = percent;
                    break;
                case Part.Files(var file):
                    Log.Add(file);
                    break;
                case Part.Warnings(var warning):
                    Log.Add("! " + warning);
                    break;
            }
        }

        Log.Add("Done!"); // review: also said when the run failed: nobody looks at Part.Run
    }
}
