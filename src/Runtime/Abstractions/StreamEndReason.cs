using System.Text.Json.Serialization;

namespace Runnel;

/// <summary>Why a stream of a run ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StreamEndReason>))]
public enum StreamEndReason
{
    /// <summary>Its source came to its end, or the task returned.</summary>
    Completed,

    /// <summary>Its source threw, or a chunk could not be written.</summary>
    Failed,

    /// <summary>A new execution of the run has begun; what follows under this key belongs to a later attempt.</summary>
    Superseded,

    /// <summary>It was still running when the time for draining after the task's return was over.</summary>
    DrainTimedOut,

    /// <summary>The run ended first.</summary>
    Interrupted,
}
