namespace Runnel.Testing.Simulation;

/// <summary>Something that always holds did not.</summary>
internal sealed class InvariantViolatedException(string message) : Exception(message);
