namespace Runnel;

/// <summary>
/// Makes a static partial class the public list of this assembly's tasks: it receives a static property <c>Module</c>
/// for other assemblies to pass to <see cref="RunnelBuilder.Add(TaskModule)"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskModuleAttribute : Attribute;
