using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A web app: a task, and handlers that call it.</summary>
internal static class WebProgram
{
    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() => [.. Files().Select(file => MetadataReference.CreateFromFile(file))]);

    /// <summary>The app, in which ASP.NET's generator writes the handlers.</summary>
    public static UserProgram Of(string handlers, params string[] otherSources) => UserProgram.Of([App(handlers), ChatProgram.Chat, .. otherSources]) with
    {
        References = References.Value,
        Properties = new Dictionary<string, string>(StringComparer.Ordinal) { ["EnableRequestDelegateGenerator"] = "true" },
    };

    public static string App(string handlers) => $$"""
        using Microsoft.AspNetCore.Builder;
        using Microsoft.AspNetCore.Http;
        using Microsoft.AspNetCore.Routing;
        using MyApp;

        static class App
        {
            public static void Map(IEndpointRouteBuilder app)
            {
                {{handlers}}
            }

            static IAsyncEnumerable<Chat.StreamPart> Follow(Chat.TaskClient chat, string id) => chat.SubscribeAsync(id);
        }
        """;

    // The SDK brings them beside those of the runtime.
    private static IEnumerable<string> Files()
    {
        var known = UserProgram.FrameworkReferences.Select(reference => Path.GetFileName(reference.Display)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new DirectoryInfo(Path.Combine(new DirectoryInfo(RuntimeEnvironment.GetRuntimeDirectory()).Parent!.Parent!.FullName, "Microsoft.AspNetCore.App"))
            .GetDirectories($"{Environment.Version.Major}.*")
            .MaxBy(folder => folder.Name, StringComparer.Ordinal)!
            .GetFiles("Microsoft.*.dll")
            .Where(file => !known.Contains(file.Name))
            .Select(file => file.FullName);
    }
}
