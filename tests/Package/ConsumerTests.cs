namespace Runnel.Package.Tests;

/// <summary>What a user has who adds the package to a project of their own.</summary>
public sealed class ConsumerTests(PackedRunnel runnel)
{
    [Fact]
    public Task ConsoleApp_StreamsToItsSubscriber() => BuildsAndPrintsWhatIsExpected("ConsoleApp", "ConsoleApp.csproj");

    [Fact]
    public Task App_RunsItsOwnTasksAndThoseOfALibrary() => BuildsAndPrintsWhatIsExpected("LibraryAndApp", "App/App.csproj");

    [Fact]
    public Task TasksOfAUser_AreTestedWithoutAHost() => BuildsAndPrintsWhatIsExpected("Tested", "Tested.csproj");

    [Fact]
    public Task ProjectWithoutNullableAndImplicitUsings_Works() => BuildsAndPrintsWhatIsExpected("OldDefaults", "OldDefaults.csproj");

    [Fact]
    public async Task TrimmedAppWithoutReflectionBasedJson_Works()
    {
        var consumer = runnel.Consumer("Trimmed");
        Check(consumer, await consumer.PublishAndRunAsync("Trimmed.csproj"));
    }

    [Fact]
    public async Task TrimmedAppWithTools_ShowsItsSchemasAndAnswersCalls()
    {
        var consumer = runnel.Consumer("TrimmedTools");
        Check(consumer, await consumer.PublishAndRunAsync("TrimmedTools.csproj"));
    }

    [Fact]
    public async Task TrimmedAppWithOpenAI_AsksAndReadsItsChunksBack()
    {
        var consumer = runnel.Consumer("TrimmedOpenAI");
        Check(consumer, await consumer.PublishAndRunAsync("TrimmedOpenAI.csproj"));
    }

    [Fact]
    public async Task CodeOfReadme_CompilesAsItStands()
    {
        var consumer = runnel.Consumer("Readme");
        var blocks = Readme.CSharpBlocks(Path.Combine(runnel.Root, "README.md"));
        Assert.Equal(2, blocks.Count);
        consumer.Add("Chat.cs", blocks[0]);
        consumer.Add("Program.cs", blocks[1]);
        (await consumer.BuildAsync("Readme.csproj")).ThrowOnError();
    }

    [Fact]
    public async Task Mistake_IsOneErrorWhereItWasMade()
    {
        var build = await runnel.Consumer("Mistaken").BuildAsync("Mistaken.csproj");
        var errors = build.Lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct();
        Assert.Contains("Greet.cs(6,21): error RNL1001: ", Assert.Single(errors));
    }

    // The analyzer that says so has a library beside it in the package; without that the build would warn of it and say nothing of the mistake.
    [Fact]
    public async Task MistakenSchedule_IsReportedByAnAnalyzerWithALibrary()
    {
        var build = await runnel.Consumer("MistakenSchedule").BuildAsync("MistakenSchedule.csproj");
        var errors = build.Lines.Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct();
        Assert.Contains("Greet.cs(6,11): error RNL1502: '0 25 * * *' names no times: Hours: ", Assert.Single(errors));
        Assert.DoesNotContain(build.Lines, line => line.Contains(": warning ", StringComparison.Ordinal));
    }

    // Each of the three needs more than its analyzer: the properties and the file that the package makes visible, and the user's own severity.
    [Fact]
    public async Task WhatIsOverlooked_IsAWarning()
    {
        var build = await runnel.Consumer("Overlooked").BuildAsync("Overlooked.csproj", "-warnnotaserror:RNL2001;RNL3006;RNL3008");
        Assert.Collection(
            build.ThrowOnError().Rules,
            line => Assert.Contains("Chat.cs(13,37): warning RNL3006: Runs carry 'Prompt' as JSON", line, StringComparison.Ordinal),
            line => Assert.Contains("Chat.cs(5,36): warning RNL3008: 'payload.text' of the task 'chat' is 'string' and was 'int'", line, StringComparison.Ordinal),
            line => Assert.Contains("Program.cs(17,5): warning RNL2001: This switch over 'Chat.StreamPart' does not handle the stream 'Pages'", line, StringComparison.Ordinal));
        Assert.Superset(
            (HashSet<string>)["Runnel.Analyzers.dll", "Runnel.CodeFixes.dll", "Runnel.Generators.dll"],
            build.Lines.Select(line => line.Trim()).ToHashSet());
    }

    private async Task BuildsAndPrintsWhatIsExpected(string name, string project)
    {
        var consumer = runnel.Consumer(name);
        Check(consumer, await consumer.BuildAndRunAsync(project));
    }

    private static void Check(Consumer consumer, CommandResult run) => Assert.Equal(consumer.ExpectedLines, run.ThrowOnError().Lines);
}
