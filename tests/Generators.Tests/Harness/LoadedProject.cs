using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Tests.Harness;

/// <summary>A user's project, compiled and loaded.</summary>
internal sealed class LoadedProject : IDisposable
{
    private readonly AssemblyLoadContext context = new("user's project", isCollectible: true);

    /// <param name="compilations">The project, after its libraries.</param>
    public LoadedProject(params ReadOnlySpan<CSharpCompilation> compilations)
    {
        foreach (var compilation in compilations)
        {
            using var image = new MemoryStream();
            var result = compilation.Emit(image);
            Assert.True(result.Success, string.Join("\n", result.Diagnostics));
            image.Position = 0;
            Assembly = context.LoadFromStream(image);
        }
    }

    public Assembly Assembly { get; } = null!;

    public Type Type(string name) => Assembly.GetType(name, throwOnError: true)!;

    /// <summary>Calls a public static method of the project and awaits it.</summary>
    public async Task<T> InvokeAsync<T>(string type, string method)
    {
        var result = Type(type).GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, []);
        return await Assert.IsType<Task<T>>(result, exactMatch: false);
    }

    public void Dispose() => context.Unload();
}
