using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Finds the one method of a task that runs it, and reads what it returns.</summary>
internal static class RunMethodParser
{
    public static IMethodSymbol? Find(INamedTypeSymbol type, ProblemList problems)
    {
        IReadOnlyList<IMethodSymbol> methods = [];
        for (var current = type; current is not null && methods.Count == 0; current = current.BaseType)
        {
            methods = [.. current.GetMembers().OfType<IMethodSymbol>().Where(IsRunMethod)];
        }

        if (methods.Count == 0)
        {
            problems.Add(Rule.RunMethodIsMissing, type, type.Name);
            return null;
        }

        if (methods.Count > 1)
        {
            problems.Add(Rule.RunMethodIsAmbiguous, methods[1], type.Name);
        }

        if (methods[0].IsGenericMethod)
        {
            problems.Add(Rule.RunMethodIsGeneric, methods[0], methods[0].Name);
            return null;
        }

        return methods[0];
    }

    /// <summary>Reads what the method returns into the signature.</summary>
    public static void ReadReturn(IMethodSymbol method, RunSignature signature, ProblemList problems)
    {
        if (method is { IsAsync: true, ReturnsVoid: true })
        {
            problems.Add(Rule.RunMethodIsAsyncVoid, method, method.Name);
        }

        (signature.Return, signature.Output) = method.ReturnType switch
        {
            { SpecialType: SpecialType.System_Void } => (ReturnForm.Void, null),
            var type when type.Is("System.Threading.Tasks.Task") => (ReturnForm.Task, null),
            var type when type.Is("System.Threading.Tasks.ValueTask") => (ReturnForm.ValueTask, null),
            INamedTypeSymbol type when type.Is("System.Threading.Tasks.Task`1") => (ReturnForm.TaskOfValue, type.TypeArguments[0]),
            INamedTypeSymbol type when type.Is("System.Threading.Tasks.ValueTask`1") => (ReturnForm.ValueTaskOfValue, type.TypeArguments[0]),
            var type => (ReturnForm.Value, type),
        };
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            problems.Add(Rule.OutputIsUnsupported, Locations.OfType(method), method.ReturnType.ToDisplayString(), "it is returned by reference; return the value");
        }

        if (!GeneratedNames.ReportHidden(method, signature.Members is not null, problems) && signature.Output is { } output)
        {
            ReportOutput(output, method, problems);
        }
    }

    private static void ReportOutput(ITypeSymbol output, IMethodSymbol method, ProblemList problems)
    {
        if (TypeReader.FindEmitted(output, method.ContainingAssembly) is { } emitted)
        {
            problems.Add(Rule.GeneratedTypeInSignature, Locations.OfType(method), emitted.ToDisplayString(), method.Name);
        }
        else if (TypeReader.IsUnresolved(output))
        {
            problems.AddUnresolved();
        }
        else if (PayloadTypes.Objection(output) is { } objection)
        {
            problems.Add(Rule.OutputIsUnsupported, Locations.OfType(method), output.ToDisplayString(), objection);
        }
    }

    // All members of a static class are static; what is wrong then is the class.
    private static bool IsRunMethod(IMethodSymbol method) =>
        method is { Name: "Run" or "RunAsync", MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } &&
        method.IsStatic == method.ContainingType.IsStatic;
}
