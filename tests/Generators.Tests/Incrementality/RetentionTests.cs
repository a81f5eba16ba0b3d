using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>An editor makes a compilation with every keystroke: the pipeline must not keep the old ones alive.</summary>
public sealed class RetentionTests
{
    [Theory]
    [InlineData("Number => 1", "Number => 2")]
    [InlineData("new Token(prompt.Text)", "new Token(prompt.Text + time)")]
    [InlineData("int days = 3", "int days = 4")]
    [InlineData("celsius + 32", "celsius + 33")]
    [InlineData("double celsius", "float celsius")]
    [InlineData("int days = 1", "int days = 2")]
    public void CompilationBeforeAnEdit_IsCollected(string old, string replacement)
    {
        var probe = new Probe();
        var session = new GeneratorSession(UserProject.Of(EditedProject.Sources), tracksSteps: false, probe);
        Generate(session);
        var before = probe.Seen;

        session.Edit(old, replacement);
        Generate(session);

        Assert.NotSame(before, probe.Seen);
        Assert.False(IsAlive(before!), "the compilation before the edit is still held");
        GC.KeepAlive(session);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Generate(GeneratorSession session) => session.Generate();

    private static bool IsAlive(WeakReference reference)
    {
        for (var i = 0; i < 10 && reference.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return reference.IsAlive;
    }

    // The driver gives generators not the project's compilation, but one of its own.
    private sealed class Probe : IIncrementalGenerator
    {
        public WeakReference? Seen { get; private set; }

        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(context.CompilationProvider, (_, compilation) => Seen = new WeakReference(compilation));
    }
}
