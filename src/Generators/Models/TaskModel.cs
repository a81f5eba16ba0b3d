namespace Runnel.Generators.Models;

/// <summary>A [Task] class.</summary>
/// <param name="Surface">What callers see of it.</param>
/// <param name="Execution">How it is run; null in the stub of a class with a problem, which callers still compile against.</param>
/// <param name="Tool">What a model is shown of it, where it is a tool.</param>
/// <param name="IsReachable">Whether the assembly's module can name it.</param>
internal sealed record TaskModel(SurfaceModel Surface, ExecutionModel? Execution, ToolModel? Tool, bool IsReachable);

/// <summary>How a task is run.</summary>
/// <param name="Services">The constructor's arguments.</param>
/// <param name="Method">The name of its method.</param>
/// <param name="Return">What the method returns.</param>
/// <param name="Arguments">The method's arguments.</param>
/// <param name="Settings">What the attribute sets.</param>
/// <param name="Schedules">When it runs by itself.</param>
internal sealed record ExecutionModel(
    EquatableArray<ServiceModel> Services,
    string Method,
    ReturnForm Return,
    EquatableArray<RunArgument> Arguments,
    SettingsModel Settings,
    EquatableArray<ScheduleModel> Schedules);
