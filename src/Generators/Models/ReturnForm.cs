namespace Runnel.Generators.Models;

/// <summary>What a task's method returns.</summary>
internal enum ReturnForm
{
    Void,
    Value,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
}
