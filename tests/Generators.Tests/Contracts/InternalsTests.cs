using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Contracts;

public sealed class InternalsTests
{
    [Fact]
    public void AssemblyWithAccessToAnothersInternals_HasOneAddTasks()
    {
        var library = new UserProject
        {
            AssemblyName = "Library",
            Sources = ["""using Runnel; [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("MyApp")] [TaskModule] public static partial class BillingTasks;"""],
        }.Generate().AssertCompiles();

        using var image = new MemoryStream();
        Assert.True(library.Compilation.Emit(image).Success);
        new UserProject
        {
            Sources = ["using Runnel; static class Host { static void Configure(RunnelBuilder runnel) => runnel.AddTasks().Add(BillingTasks.Module); }"],
            References = [.. UserProject.FrameworkReferences, Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image.ToArray())],
        }.Generate().AssertCompiles();
    }
}
