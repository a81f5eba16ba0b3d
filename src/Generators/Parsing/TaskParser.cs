using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads [Task] and [ToolTask] classes.</summary>
internal static class TaskParser
{
    /// <summary>The task, as far as it can be understood; null where nothing can be emitted into the class.</summary>
    public static TaskModel? Parse(INamedTypeSymbol type, AttributeData attribute, ProblemList problems, CancellationToken cancellationToken)
    {
        // The compiler refuses the attributes anywhere else.
        if (type.TypeKind != TypeKind.Class)
        {
            problems.AddUnresolved();
            return null;
        }

        // All else that is wrong with the class is found when [Task] is read.
        var isTool = attribute.AttributeClass.Is(KnownTypes.ToolTaskAttribute);
        if (isTool && type.Attribute(KnownTypes.TaskAttribute) is not null)
        {
            problems.Add(Rule.ToolIsAlsoTask, attribute, type.Name);
            return null;
        }

        var declaration = Declarations.Read(type, problems, cancellationToken);
        var id = SurfaceParser.ReadId(attribute, problems);
        var settings = SettingsParser.Parse(attribute, problems);
        if (type.IsAbstract || type.IsStatic)
        {
            problems.Add(Rule.TaskCannotBeCreated, type, type.Name, type.IsStatic ? "static" : "abstract");
        }

        var isReachable = SurfaceParser.IsReachable(type);
        if (!isReachable)
        {
            problems.Add(Rule.TaskIsNotReachable, type, type.Name);
        }

        var signature = new RunSignature();
        var method = RunMethodParser.Find(type, problems);
        if (method is not null)
        {
            signature.Method = method.Name;
            ParameterParser.Bind(method, signature, problems);
            RunMethodParser.ReadReturn(method, signature, problems);
        }

        var schedules = ScheduleParser.Parse(type, method is null ? null : signature, problems);
        var constructor = type.IsAbstract || type.IsStatic ? null : ConstructionParser.Find(type, problems);
        var services = constructor is null ? default : ConstructionParser.ReadServices(type, constructor, signature.Members is not null, problems);
        var tool = isTool ? ToolParser.Parse(type, method, attribute, problems) : null;
        var names = GeneratedNames.ForTask(isTool, signature.Members is not null);
        if (GeneratedNames.ReportTaken(type, names, problems) || declaration is null)
        {
            return null;
        }

        var execution = problems.IsBroken
            ? null
            : new ExecutionModel(services, signature.Method, signature.Return, signature.Arguments.ToEquatableArray(), settings, schedules);
        return new TaskModel(SurfaceParser.Create(type, declaration, id, signature), execution, tool, isReachable);
    }
}
