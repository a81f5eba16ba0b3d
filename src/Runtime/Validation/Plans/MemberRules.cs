using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>The rules that a member's annotations make, on the property as well as on the constructor's parameter.</summary>
internal static class MemberRules
{
    /// <summary>The rules, that of <see cref="RequiredAttribute"/> first: the others say nothing of what is missing.</summary>
    public static IReadOnlyList<Rule> Of(JsonPropertyInfo property) =>
        [.. Attributes(property).Select(Rule.Of).OrderBy(rule => rule is RequiredRule ? 0 : 1)];

    private static IEnumerable<ValidationAttribute> Attributes(JsonPropertyInfo property) =>
        Attributes(property.AttributeProvider).Concat(Attributes(property.AssociatedParameter?.AttributeProvider));

    private static IEnumerable<ValidationAttribute> Attributes(ICustomAttributeProvider? provider) => provider switch
    {
        null => [],
        // Only these look at what an overridden property is annotated with.
        MemberInfo member => member.GetCustomAttributes<ValidationAttribute>(inherit: true),
        ParameterInfo parameter => parameter.GetCustomAttributes<ValidationAttribute>(inherit: true),
        _ => provider.GetCustomAttributes(typeof(ValidationAttribute), inherit: true).Cast<ValidationAttribute>(),
    };
}
