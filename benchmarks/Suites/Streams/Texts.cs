namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>The chunks: strings of 100 ASCII characters, made beforehand, so that both ways hand over the same objects.</summary>
internal static class Texts
{
    public const int Length = 100;

    private const int Count = 1024;

    private static readonly string[] All = [.. Enumerable.Range(0, Count).Select(Create)];

    public static string Of(int chunk) => All[chunk % Count];

    private static string Create(int seed)
    {
        const string Letters = "etaoin shrdlu etaoin shrdlu cmfwyp vbgkqjxz,.";
        var random = new Random(seed);
        return string.Create(Length, random, static (text, random) =>
        {
            foreach (ref var letter in text)
            {
                letter = Letters[random.Next(Letters.Length)];
            }
        });
    }
}
