using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using Runnel;
using Part = Alpine.Photos.Import.StreamPart;

namespace Alpine.Photos;

public sealed partial class UploadViewModel(Import.TaskClient import) : INotifyPropertyChanged
{
    public event PropertyChangedEventHandler? PropertyChanged;

    public ObservableCollection<string> Thumbnails { get; } = [];

    public ObservableCollection<string> Problems { get; } = [];

    public double Progress
    {
        get;
        private set => Set(ref field, value);
    }

    public string Status
    {
        get;
        private set => Set(ref field, value);
    } = "Ready";

    private void Apply(Part part)
    {
        switch (part)
        {
            case Part.Run { Snapshot: var run }:
                Status = Describe(run);
                break;
            case Part.Imported { Chunk: { Thumbnail: var thumbnail, Done: var done, Of: var all } }:
                Thumbnails.Add(thumbnail);
                Progress = all == 0 ? 1 : (double)done / all;
                break;
            case Part.Rejected { Chunk: (var file, var reason) }:
                Problems.Add($"{file}: {reason}");
                break;
            case Part.StreamEnded { Reason: StreamEndReason.Superseded, Key: "imported" }:
                Thumbnails.Clear();
                break;
            case Part.StreamEnded { Reason: StreamEndReason.Superseded }:
                Problems.Clear();
                break;
            case Part.StreamEnded or Part.Unknown:
                break;
        }
    }

    private static string Describe(Run<Album, int> run) => run switch
    {
        { Status: RunStatus.Queued or RunStatus.Delayed } => "Waiting for a free place",
        { Status: RunStatus.Executing or RunStatus.Waiting, Attempt: 1 } => "Importing",
        { Status: RunStatus.Executing or RunStatus.Waiting } => $"Importing, attempt {run.Attempt}",
        { Status: RunStatus.Completed, Output: var count } => $"{count} photos imported",
        { Error: { } error } => error.Message,
        { Status: var status } => status.ToString(),
    };

    private void Set<T>(ref T field, T value, [CallerMemberName] string property = "")
    {
        if (!EqualityComparer<T>.Default.Equals(field, value))
        {
            field = value;
            PropertyChanged?.Invoke(this, new PropertyChangedEventArgs(property));
        }
    }
}
