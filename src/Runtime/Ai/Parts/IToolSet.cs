namespace Runnel;

/// <summary>
/// The tools that a model may call, as a type. It only serves to name a set in <see cref="ITextStreamPart{TTools}"/>; a class annotated
/// <c>[Tools]</c> implements <see cref="IHasTool{TTool}"/> once per tool. The interface itself stands for the set of which nothing is
/// known: its calls arrive as dynamic parts.
/// </summary>
public interface IToolSet;

/// <summary>A set that has one tool among others; implemented by generated code.</summary>
/// <typeparam name="TTool">The tool's class.</typeparam>
public interface IHasTool<TTool> : IToolSet;
