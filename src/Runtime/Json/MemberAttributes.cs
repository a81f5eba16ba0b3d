using System.Reflection;

namespace Runnel.Json;

/// <summary>
/// The annotations of a generated record's member, as instances: they stand on a parameter of the user's method, which is not
/// looked at when the program runs.
/// </summary>
/// <param name="attributes">The annotations.</param>
/// <param name="property">The member itself, for whoever asks whether its items may be null; trimming may have taken it away.</param>
internal sealed class MemberAttributes(Attribute[] attributes, PropertyInfo? property) : ICustomAttributeProvider
{
    public PropertyInfo? Property => property;

    public object[] GetCustomAttributes(bool inherit) => [.. attributes];

    public object[] GetCustomAttributes(Type attributeType, bool inherit) => [.. attributes.Where(attributeType.IsInstanceOfType)];

    public bool IsDefined(Type attributeType, bool inherit) => Array.Exists(attributes, attributeType.IsInstanceOfType);
}
