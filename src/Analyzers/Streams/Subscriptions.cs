using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Streams;

/// <summary>What the code of a compilation does with the parts that it subscribes to, gathered file by file.</summary>
internal sealed class Subscriptions
{
    private readonly ConcurrentDictionary<INamedTypeSymbol, OfUnion> unions = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<string, bool> readers = new(StringComparer.Ordinal);

    /// <summary>The unions that are subscribed to or triggered.</summary>
    public IEnumerable<OfUnion> Unions => unions.Values;

    /// <summary>Whether code that is written for any union follows parts.</summary>
    public bool AllEscape { get; private set; }

    public OfUnion Of(StreamPartUnion union) => unions.GetOrAdd(union.Type, _ => new OfUnion(union));

    /// <summary>Code that is written for any union follows parts. Once said, it stays: files are read at once.</summary>
    public void EscapeAll() => AllEscape = true;

    /// <summary>A method is called that may be a client's for reading one stream.</summary>
    public void AddReader(string method) => readers.TryAdd(method, true);

    public bool HasReaderOf(string stream) => readers.ContainsKey($"Read{stream}Async");

    internal sealed class OfUnion(StreamPartUnion union)
    {
        private readonly ConcurrentDictionary<string, bool> consumed = new(StringComparer.Ordinal);
        private readonly ConcurrentBag<Location> places = [];

        public StreamPartUnion Union => union;

        /// <summary>The first place, in one order each time, where the union is subscribed to; null where it is nowhere.</summary>
        public Location? FirstPlace => places
            .OrderBy(place => place.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(place => place.SourceSpan.Start)
            .FirstOrDefault();

        /// <summary>Whether parts go where they are not followed.</summary>
        public bool Escapes { get; private set; }

        /// <summary>Parts go where they are not followed. Once said, it stays: files are read at once.</summary>
        public void Escape() => Escapes = true;

        public void AddPlace(Location place) => places.Add(place);

        public void Consume(string stream) => consumed.TryAdd(stream, true);

        public bool IsConsumed(string stream) => consumed.ContainsKey(stream);
    }
}
