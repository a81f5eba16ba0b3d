using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Tests.Golden;

namespace Runnel.Analyzers.Tests.Programs;

public sealed class GoldenProgramTests
{
    [Fact]
    public Task GoldenProgram_HasNoError() => Verify.IsSilentAsync(GoldenSources.Tasks, GoldenSources.Host);
}
