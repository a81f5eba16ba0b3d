using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads how a task is made: its one public constructor, or the one that is marked, and what its parameters ask for.</summary>
internal static class ConstructionParser
{
    public static IMethodSymbol? Find(INamedTypeSymbol type, ProblemList problems)
    {
        var constructors = type.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        var preferred = constructors.Where(constructor => constructor.Attribute(KnownTypes.PreferredConstructor) is not null).ToList();
        switch (constructors.Count, preferred.Count)
        {
            case (_, 1):
                return preferred[0];
            case (1, _):
                return constructors[0];
            case (0, _):
                problems.Add(Rule.ConstructorIsMissing, type, type.Name);
                return null;
            default:
                problems.Add(Rule.ConstructorIsAmbiguous, constructors[1], type.Name);
                return null;
        }
    }

    public static EquatableArray<ServiceModel> ReadServices(INamedTypeSymbol type, IMethodSymbol constructor, bool hasArguments, ProblemList problems)
    {
        if (constructor.Attribute(KnownTypes.SetsRequiredMembers) is null && FindRequired(type) is { } member)
        {
            problems.Add(Rule.RequiredMemberIsNotSet, member, type.Name, member.Name);
        }

        return constructor.Parameters.Select(parameter => ReadService(parameter, hasArguments, problems)).ToEquatableArray();
    }

    private static ServiceModel ReadService(IParameterSymbol parameter, bool hasArguments, ProblemList problems)
    {
        Report(parameter, hasArguments, problems);
        var type = TypeReader.Read(parameter.Type);
        if (parameter.Type.Is("System.IServiceProvider"))
        {
            return new ServiceModel(ServiceKind.Provider, type);
        }

        var key = parameter.Attribute(KnownTypes.FromKeyedServices) is { ConstructorArguments: [var argument, ..] } ? Constants.Argument(argument) : null;
        var isValue = parameter.Type.IsValueType && parameter.Type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T;
        return parameter.HasExplicitDefaultValue switch
        {
            true when isValue => new ServiceModel(ServiceKind.OptionalValue, type, key, Constants.DefaultOf(parameter)),
            true => new ServiceModel(ServiceKind.Optional, type, key, parameter.ExplicitDefaultValue is null ? null : Constants.DefaultOf(parameter)),
            false when type.IsNullableReference => new ServiceModel(ServiceKind.Optional, type, key),
            false => new ServiceModel(ServiceKind.Required, type, key),
        };
    }

    private static void Report(IParameterSymbol parameter, bool hasArguments, ProblemList problems)
    {
        if (GeneratedNames.ReportHidden(parameter, hasArguments, problems))
        {
            return;
        }

        if (parameter.RefKind != RefKind.None)
        {
            problems.Add(Rule.ServiceIsUnsupported, parameter, parameter.Name, "it is passed by reference; take it by value");
        }
        else if (TypeReader.IsUnresolved(parameter.Type))
        {
            problems.AddUnresolved();
        }
        else if (!TypeReader.IsTypeArgument(parameter.Type))
        {
            problems.Add(Rule.ServiceIsUnsupported, parameter, parameter.Name, "its type cannot be a service; take a class or an interface");
        }
    }

    private static ISymbol? FindRequired(INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            var required = current.GetMembers().FirstOrDefault(member => member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true });
            if (required is not null)
            {
                return required;
            }
        }

        return null;
    }
}
