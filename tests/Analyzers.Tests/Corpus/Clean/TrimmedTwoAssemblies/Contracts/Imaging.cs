using Runnel;

namespace Imaging.Contracts;

public sealed record Scan(string Patient, IReadOnlyList<Slice> Slices);

public sealed record Slice(int Depth, byte[] Pixels);

public sealed record Region(int Depth, double Share);

public sealed record Diagnosis(string Text, Region? Worst);

[Streams]
public sealed partial record ScanStreams(TaskStream<Region> Regions, TaskStream<string> Notes);

/// <summary>Done by another service.</summary>
[TaskClient<Scan, Diagnosis, ScanStreams>("read-scan")]
public partial class ReadScan;
