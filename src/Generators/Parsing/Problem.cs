using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>One mistake in a declaration: the rule, what its message says, and where.</summary>
internal sealed record Problem(Rule Rule, Location? Location, EquatableArray<string> Arguments);
