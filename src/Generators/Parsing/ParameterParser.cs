using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Binds the parameters of a task's method: by type what the runtime gives, the rest to the payload.</summary>
internal static class ParameterParser
{
    /// <summary>Whether the method's arguments are emitted, as a record of what is not bound by type.</summary>
    public static bool HasMembers(IMethodSymbol method)
    {
        var parameters = method.Parameters.Where(parameter => Given(parameter) is null).ToList();
        return parameters.Count > 0 && !IsPayload(parameters);
    }

    /// <summary>Reads the parameters into the signature.</summary>
    /// <param name="method">The method.</param>
    /// <param name="signature">What is known of it.</param>
    /// <param name="problems">What is wrong so far.</param>
    /// <param name="argumentsName">The name of the record that is emitted for its arguments.</param>
    public static void Bind(IMethodSymbol method, RunSignature signature, ProblemList problems, string argumentsName = GeneratedNames.Arguments)
    {
        var arguments = new List<(IParameterSymbol Parameter, RunArgument? Given)>();
        INamedTypeSymbol? streams = null;
        foreach (var parameter in method.Parameters)
        {
            ReportReference(parameter, problems);
            var given = Given(parameter);
            if (given is { Kind: RunArgumentKind.Streams })
            {
                if (streams is not null)
                {
                    problems.Add(Rule.StreamsAreAmbiguous, parameter, parameter.Name);
                }

                streams ??= (INamedTypeSymbol)parameter.Type;
            }

            arguments.Add((parameter, given));
        }

        BindPayload([.. from argument in arguments where argument.Given is null select argument.Parameter], argumentsName, signature, problems);
        signature.Streams = streams is null ? [] : StreamsParser.ReadStreams(streams);
        if (streams is not null && !StreamsParser.IsEmitted(streams))
        {
            problems.AddUnresolved();
        }

        signature.Arguments = [.. arguments.Select(argument => argument.Given ?? PayloadArgument(argument.Parameter, signature))];
    }

    private static RunArgument? Given(IParameterSymbol parameter) => parameter.Type switch
    {
        var type when type.Is("System.Threading.CancellationToken") => new RunArgument(RunArgumentKind.CancellationToken),
        var type when type.Is("Runnel.TaskContext") => new RunArgument(RunArgumentKind.Context),
        INamedTypeSymbol type when type.Attribute(KnownTypes.StreamsAttribute) is not null =>
            new RunArgument(RunArgumentKind.Streams, TypeReader.ReadBare(type).Name),
        _ => null,
    };

    private static bool IsPayload(IReadOnlyList<IParameterSymbol> parameters) =>
        parameters is [{ Type: var type }] && (type.TypeKind == TypeKind.Error || PayloadTypes.IsPayload(type));

    private static void BindPayload(IReadOnlyList<IParameterSymbol> parameters, string argumentsName, RunSignature signature, ProblemList problems)
    {
        if (IsPayload(parameters))
        {
            signature.Payload = parameters[0];
        }
        else if (parameters.Count > 0)
        {
            signature.Members = Members(parameters, argumentsName);
        }
        else
        {
            signature.Payload = parameters.SingleOrDefault();
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters)
        {
            ReportType(parameter, signature.Members is not null, problems);
            if (!names.Add(parameter.Name))
            {
                problems.Add(
                    Rule.ParameterIsUnsupported,
                    parameter,
                    parameter.Name,
                    parameter.Type.ToDisplayString(),
                    "its name differs from another one's in case alone, which JSON ignores; rename one of them");
            }
        }
    }

    private static IReadOnlyList<(IParameterSymbol Parameter, ArgumentModel Model)> Members(IReadOnlyList<IParameterSymbol> parameters, string argumentsName)
    {
        var members = new List<(IParameterSymbol, ArgumentModel)>();
        var names = new HashSet<string>(StringComparer.Ordinal);

        // By attributes, a parameter may have a default before one that has none; a record's may not.
        var required = parameters.Count - parameters.Reverse().TakeWhile(parameter => parameter.HasExplicitDefaultValue).Count();
        foreach (var parameter in parameters)
        {
            var name = Names.Pascal(parameter.Name);
            while (name == argumentsName || Names.IsReservedForArguments(name) || !names.Add(name))
            {
                name += "Value";
            }

            members.Add((parameter, Member(parameter, name, members.Count >= required ? Constants.DefaultOf(parameter) : null)));
        }

        return members;
    }

    private static ArgumentModel Member(IParameterSymbol parameter, string name, string? value)
    {
        var type = TypeReader.Read(parameter.Type);
        var allowsNull = parameter.Type.IsReferenceType
            ? parameter.Type.NullableAnnotation != NullableAnnotation.NotAnnotated
            : parameter.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

        // Where annotations are off, a default of null says what an annotation would.
        var isNullable = type.IsNullableReference || (allowsNull && parameter.Type.IsReferenceType && value == "null");
        var attributes = ArgumentAttributes.Of(parameter);
        return new ArgumentModel(
            parameter.Name,
            Names.Escape(parameter.Name),
            name,
            type with { IsNullableReference = isNullable },
            allowsNull,
            value,
            attributes.Select(ArgumentAttributes.Creation).ToEquatableArray(),
            attributes.Any(ArgumentAttributes.NeedsSuppression));
    }

    private static RunArgument PayloadArgument(IParameterSymbol parameter, RunSignature signature) =>
        signature.Members?.First(member => SymbolEqualityComparer.Default.Equals(member.Parameter, parameter)) is { } member
            ? new RunArgument(RunArgumentKind.Member, member.Model.MemberName)
            : new RunArgument(RunArgumentKind.Payload);

    private static void ReportReference(IParameterSymbol parameter, ProblemList problems)
    {
        var keyword = parameter switch
        {
            { RefKind: RefKind.Ref } => "ref",
            { RefKind: RefKind.Out } => "out",
            { RefKind: RefKind.In } => "in",
            { RefKind: not RefKind.None } => "ref readonly",
            { IsParams: true } => "params",
            _ => null,
        };
        if (keyword is not null)
        {
            problems.Add(Rule.ParameterIsByReference, parameter, parameter.Name, keyword);
        }
    }

    private static void ReportType(IParameterSymbol parameter, bool hasArguments, ProblemList problems)
    {
        if (GeneratedNames.ReportHidden(parameter, hasArguments, problems))
        {
            return;
        }

        if (TypeReader.FindEmitted(parameter.Type, parameter.ContainingAssembly) is { } emitted)
        {
            problems.Add(Rule.GeneratedTypeInSignature, Locations.OfType(parameter), emitted.ToDisplayString(), parameter.Name);
        }
        else if (TypeReader.IsUnresolved(parameter.Type))
        {
            problems.AddUnresolved();
        }
        else if (PayloadTypes.Objection(parameter.Type) is { } objection)
        {
            problems.Add(Rule.ParameterIsUnsupported, Locations.OfType(parameter), parameter.Name, parameter.Type.ToDisplayString(), objection);
        }
    }
}
