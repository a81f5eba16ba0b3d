using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads [Task] classes.</summary>
internal static class TaskParser
{
    /// <summary>The task, as far as it can be understood; null where nothing can be emitted into the class.</summary>
    public static TaskModel? Parse(INamedTypeSymbol type, AttributeData attribute, ProblemList problems, CancellationToken cancellationToken)
    {
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
            RunMethodParser.ReadReturn(method, signature, problems);
            ParameterParser.Bind(method, signature, problems);
        }

        var constructor = type.IsAbstract || type.IsStatic ? null : ConstructionParser.Find(type, problems);
        var services = constructor is null ? default : ConstructionParser.ReadServices(type, constructor, problems);
        var names = GeneratedNames.For(isTask: true, signature.Members is not null);
        ReportHidden(method, constructor, names, problems, cancellationToken);
        if (GeneratedNames.ReportTaken(type, names, problems) || declaration is null)
        {
            return null;
        }

        var execution = problems.IsBroken
            ? null
            : new ExecutionModel(services, signature.Method, signature.Return, signature.Arguments.ToEquatableArray(), settings);
        return new TaskModel(SurfaceParser.Create(type, declaration, id, signature), execution, isReachable);
    }

    private static void ReportHidden(
        IMethodSymbol? method, IMethodSymbol? constructor, string[] names, ProblemList problems, CancellationToken cancellationToken)
    {
        foreach (var parameter in (method?.Parameters ?? []).Concat(constructor?.Parameters ?? []))
        {
            var syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as ParameterSyntax;
            GeneratedNames.ReportHidden(syntax?.Type, parameter.Name, names, problems);
        }

        var declaration = method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as MethodDeclarationSyntax;
        GeneratedNames.ReportHidden(declaration?.ReturnType, method?.Name ?? "", names, problems);
    }
}
