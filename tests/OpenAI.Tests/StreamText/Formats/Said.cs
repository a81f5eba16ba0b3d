namespace Runnel.OpenAI.Tests.StreamText.Formats;

/// <summary>Something that a model says, whichever the format it is sent in.</summary>
internal abstract record Said;

/// <summary>Text, in two pieces.</summary>
internal sealed record SaidText(string Text) : Said;

/// <summary>Reasoning; where the format has signatures, with one.</summary>
internal sealed record SaidReasoning(string Text, string Signature) : Said;

/// <summary>Reasoning that nobody but the provider can read.</summary>
internal sealed record SaidRedacted(string Data) : Said;

/// <summary>That it will not answer.</summary>
internal sealed record SaidRefusal(string Text) : Said;

/// <summary>A call, its arguments in two pieces.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">What the model writes; JSON, if all is well.</param>
internal sealed record SaidCall(string Id, string Name, string Arguments) : Said
{
    /// <summary>Whether the server says that the call is complete. Default true.</summary>
    public bool IsEnded { get; init; } = true;
}
