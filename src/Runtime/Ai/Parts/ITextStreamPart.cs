namespace Runnel;

/// <summary>
/// A part of what a model and its tools stream: text, reasoning, tool calls, results, steps. What a part is, its own type says:
/// match it with a pattern.
/// </summary>
/// <remarks>
/// A part of every set is an <c>ITextStreamPart&lt;IToolSet&gt;</c>, a part of one tool an
/// <c>ITextStreamPart&lt;IHasTool&lt;TheTool&gt;&gt;</c>. Through contravariance each is also a part of any set that has what it asks for,
/// and of no other: the compiler refuses a pattern for a tool that the set lacks (CS8121).
/// </remarks>
/// <typeparam name="TTools">The set of tools, a class or interface; <see cref="IToolSet"/> where it is not known.</typeparam>
public interface ITextStreamPart<in TTools>
    where TTools : IToolSet;
