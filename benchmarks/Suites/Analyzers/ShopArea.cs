using Runnel.Benchmarks.Suites.Analyzers.Sources;

namespace Runnel.Benchmarks.Suites.Analyzers;

/// <summary>A part of the program: 25 files, five with a task each, one with a set of tools, seven that use them, twelve with other code.</summary>
internal static class ShopArea
{
    public const int Tasks = 5;

    public const int FileCount = 25;

    private const int OtherFiles = 12;

    public static IEnumerable<string> Files(int area) =>
    [
        TaskSources.Order(area, "Buy"),
        TaskSources.Order(area, "Return"),
        TaskSources.Tool(area, "Weather"),
        TaskSources.Tool(area, "Stock"),
        TaskSources.Set(area),
        TaskSources.Chat(area),
        UseSources.Screen(area, "Buy"),
        UseSources.Screen(area, "Return"),
        UseSources.Words(area, "Buy"),
        UseSources.Transcript(area),
        UseSources.Caller(area, "Buy"),
        UseSources.Caller(area, "Return"),
        UseSources.Asker(area),
        .. Enumerable.Range(area * OtherFiles, OtherFiles).Select(BusinessSources.File),
    ];

    /// <summary>Its types that runs carry, as a context names them.</summary>
    public static IEnumerable<string> CarriedTypes(int area) =>
        new[] { "BuyOrder", "BuyStep", "BuyReceipt", "ReturnOrder", "ReturnStep", "ReturnReceipt", "WeatherFound", "StockFound", "Prompt", "Answer" }
            .Select(type => $"Shop.Area{area}.{type}{area}");

    /// <summary>The contracts of its tasks.</summary>
    public static string Contracts(int area) => OrderContract(area, "Buy") + ToolContract(area, "Weather") + OrderContract(area, "Return") + ToolContract(area, "Stock") + $"""

        task chat-{area}
          output: object
          output.text: string
          payload: object
          payload.text: string
          stream model: ITextStreamPart
          stream notes: string

        """;

    private static string OrderContract(int area, string kind) => $"""

        task {TaskSources.Id(kind)}-{area}
          output: object
          output.id: string
          output.lines: string[]
          output.total: decimal
          payload: object
          payload.amount: int
          payload.id: string
          payload.source: Uri?
          stream log: string
          stream steps: object
          stream steps.fraction: double
          stream steps.name: string

        """;

    private static string ToolContract(int area, string kind) => $"""

        task {TaskSources.Id(kind)}-{area}
          output: object
          output.notes: string[]
          output.place: string
          output.value: double
          payload: object
          payload.days: int, optional
          payload.place: string

        """;
}
