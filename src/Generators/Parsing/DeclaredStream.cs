using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>A stream while it is parsed: its model, and the symbol of its chunks for what depends on their shape.</summary>
internal sealed record DeclaredStream(StreamModel Model, ITypeSymbol Chunk);
