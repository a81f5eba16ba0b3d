namespace Runnel.Storage;

/// <summary>How a run is going to end. The first writer decides.</summary>
public enum RunIntent
{
    /// <summary>The task returned: the run is going to complete.</summary>
    Return,

    /// <summary>Somebody asked for it: the run is going to be canceled.</summary>
    Cancel,
}
