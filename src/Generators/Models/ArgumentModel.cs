namespace Runnel.Generators.Models;

/// <summary>One member of an emitted <c>Arguments</c> record.</summary>
/// <param name="JsonName">The parameter's name, which is its name in JSON.</param>
/// <param name="ParameterName">The parameter's name as source text.</param>
/// <param name="MemberName">The member's name.</param>
/// <param name="Type">Its type.</param>
/// <param name="AllowsNull">Whether JSON may hold null for it.</param>
/// <param name="Default">Its default as source text, or null where it must be given.</param>
/// <param name="Attributes">What describes and limits it, as source text that creates the attributes.</param>
/// <param name="NeedsSuppression">Whether an attribute's constructor warns of trimming.</param>
internal sealed record ArgumentModel(string JsonName, string ParameterName, string MemberName, TypeReference Type, bool AllowsNull, string? Default, EquatableArray<string> Attributes, bool NeedsSuppression);
