namespace Runnel.Package.Tests;

/// <summary>What the sample's last line invites to try: to delete a case of its switch, and to build.</summary>
public sealed class SampleTests(PackedRunnel runnel)
{
    [Fact]
    public async Task CaseThatIsDeleted_IsOneWarningThatNamesIt_AtTheSwitch()
    {
        var source = await File.ReadAllLinesAsync(Path.Combine(runnel.Root, "samples", "ChatStreaming", "Program.cs"));
        var line = Array.FindIndex(source, text => text.Trim() == "switch (part)") + 1;

        var build = await runnel.BuildAsync(["samples", "ChatStreaming", "ChatStreaming.csproj"], "-p:DefineConstants=OMIT_FETCH");

        var said = Assert.Single(build.ThrowOnError().Rules);
        Assert.Contains($"Program.cs({line},13): warning RNL2001: ", said, StringComparison.Ordinal);
        Assert.Contains("'Fetch'", said, StringComparison.Ordinal);
    }
}
