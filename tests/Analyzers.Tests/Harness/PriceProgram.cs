using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>Tasks whose outputs are a number, an enum and a text, and code that calls them.</summary>
internal static class PriceProgram
{
    /// <summary>The tasks.</summary>
    public const string Tasks = """
        namespace MyApp
        {
            public sealed record Order(string Item);
            public enum Mood { Good, Bad }

            [Task("price")] public sealed partial class Price { public int Run(Order order) => order.Item.Length; }
            [Task("mood")] public sealed partial class Ask { public Mood Run() => Mood.Good; }
            [Task("maybe")] public sealed partial class Maybe { public int? Run(Order order) => null; }
            [Task("name")] public sealed partial class Name { public string Run(Order order) => order.Item; }
        }
        """;

    /// <summary>A method that has all clients.</summary>
    public static string Caller(string body, string method = "async Task CallAsync") => $$"""
        using MyApp;

        static class Caller
        {
            static {{method}}(Price.TaskClient price, Ask.TaskClient ask, Maybe.TaskClient maybe, Name.TaskClient name, IRunnelClient runs, Order order)
            {
                {{body}}
            }
        }
        """;

    /// <summary>The tasks as another assembly has them.</summary>
    public static MetadataReference AsLibrary() => (UserProgram.Of(Tasks) with { AssemblyName = "Library" }).Generate().ToReference();
}
