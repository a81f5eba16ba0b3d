namespace Runnel.Generators.Models;

/// <summary>What a [Task] attribute sets, as source text; null for what it leaves alone.</summary>
internal sealed record SettingsModel(string? MaxAttempts, string? RetryFactor, string? RetryMinDelay, string? RetryMaxDelay, string? Queue, string? MaxDuration, bool FailOnStreamError);
