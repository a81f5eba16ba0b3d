using Runnel;

namespace Studio.Rendering;

public sealed record RenderJob(string Scene, int FirstFrame, int LastFrame, int Samples = 64);

public sealed record Frame(int Number, Uri Image, TimeSpan Took);

public sealed record Film(Uri Location, int Frames);

[Streams]
public sealed partial record RenderEvents(TaskStream<Frame> Frames, [Stream("node-log")] TaskStream<string> NodeLog);

/// <summary>The farm's task, for those that cannot reference the farm.</summary>
[TaskClient<RenderJob, Film, RenderEvents>("render")]
public sealed partial class RenderApi;

/// <summary>Frees the disk of what nobody has asked for in a month.</summary>
[TaskClient<NoPayload, int, NoStreams>("render-cleanup")]
public sealed partial class RenderCleanupApi;
