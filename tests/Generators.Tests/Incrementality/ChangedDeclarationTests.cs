using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>Edits that change declarations: what they changed is emitted again, and nothing else.</summary>
public sealed class ChangedDeclarationTests
{
    [Fact]
    public void ShapeOfATask_ReemitsThatTask() => AssertAfter(
        session => session.Edit("int days = 3", "int days = 4"),
        """
        Tasks: Cached Modified
        TaskSurfaces: Cached Modified
        Assembly: Unchanged
        emitted: MyApp.Forecast.Arguments.g.cs MyApp.Forecast.Definition.g.cs MyApp.Forecast.StreamPart.g.cs MyApp.Forecast.TaskClient.g.cs
        """);

    [Fact]
    public void ConstructorOfATask_ReemitsItsDefinitionAlone() => AssertAfter(
        session => session.Edit("Chat(TimeProvider time)", "Chat(IServiceProvider time)"),
        """
        Tasks: Cached Modified
        TaskSurfaces: Cached Unchanged
        Assembly: Unchanged
        emitted: MyApp.Chat.Definition.g.cs
        """);

    [Fact]
    public void IdOfATask_ReemitsThatTaskAndTheOrderOfTheList() => AssertAfter(
        session => session.Edit("[Task(\"chat\")]", "[Task(\"xchat\")]"),
        """
        Tasks: Cached Modified
        TaskSurfaces: Cached Modified
        Assembly: Unchanged
        TaskEntries: Modified
        Entries: Modified
        AddTasks: Modified
        emitted: MyApp.Chat.Definition.g.cs MyApp.Chat.StreamPart.g.cs MyApp.Chat.TaskClient.g.cs Runnel.AddTasks.g.cs
        """);

    [Fact]
    public void ChunkOfAStream_ReemitsTheRecordAndWhoeverTakesIt() => AssertAfter(
        session => session.Edit("Runnel.TaskStream<Token> Tokens", "Runnel.TaskStream<Token> Tokens, Runnel.TaskStream<int> Counts"),
        """
        StreamSets: Cached Modified
        Tasks: Cached Modified
        Clients: Modified
        TaskSurfaces: Cached Modified
        ClientSurfaces: Modified
        Assembly: Unchanged
        emitted: MyApp.Chat.Definition.g.cs MyApp.Chat.StreamPart.g.cs MyApp.Chat.TaskClient.g.cs MyApp.ChatApi.Definition.g.cs MyApp.ChatApi.StreamPart.g.cs MyApp.ChatApi.TaskClient.g.cs MyApp.ChatStreams.Streams.g.cs
        """);

    [Fact]
    public void ShapeOfAPayloadInAnotherFile_ReemitsNothing() => AssertAfter(
        session => session.Edit("record Prompt(string Text)", "record Prompt(string Text, int Size)"),
        """
        Assembly: Unchanged
        emitted:
        """);

    [Fact]
    public void AddedTask_IsEmittedAndListed() => AssertAfter(
        session => session.Add("""namespace MyApp; [Runnel.Task("added")] public partial class Added { public void Run() { } }"""),
        """
        Tasks: Cached Cached New
        TaskSurfaces: Cached Cached New
        Assembly: Unchanged
        TaskEntries: Modified
        Entries: Modified
        AddTasks: Modified
        emitted: MyApp.Added.Definition.g.cs MyApp.Added.StreamPart.g.cs MyApp.Added.TaskClient.g.cs Runnel.AddTasks.g.cs
        """);

    // When a file no longer declares anything, Roslyn 4.14 takes the declarations in the files after it for new ones.
    [Fact]
    public void RemovedTask_LeavesTheList() => AssertAfter(
        session => session.Remove("[Task(\"forecast\")]"),
        """
        Tasks: Cached Removed
        Clients: New Removed
        TaskSurfaces: Cached Removed
        ClientSurfaces: New Removed
        Modules: New Removed
        Assembly: Unchanged
        TaskEntries: Modified
        Entries: Modified
        AddTasks: Modified
        emitted: MyApp.ChatApi.Definition.g.cs MyApp.ChatApi.StreamPart.g.cs MyApp.ChatApi.TaskClient.g.cs MyApp.MyTasks.Module.g.cs Runnel.AddTasks.g.cs
        """);

    [Fact]
    public void TaskThatLosesItsAttribute_LeavesTheList() => AssertAfter(
        session => session.Edit("[Task(\"forecast\")]", ""),
        """
        Tasks: Cached Removed
        Clients: New Removed
        TaskSurfaces: Cached Removed
        ClientSurfaces: New Removed
        Modules: New Removed
        Assembly: Unchanged
        TaskEntries: Modified
        Entries: Modified
        AddTasks: Modified
        emitted: MyApp.ChatApi.Definition.g.cs MyApp.ChatApi.StreamPart.g.cs MyApp.ChatApi.TaskClient.g.cs MyApp.MyTasks.Module.g.cs Runnel.AddTasks.g.cs
        """);

    [Fact]
    public void RemovedClient_LeavesTheList() => AssertAfter(
        session => session.Remove("class ChatApi"),
        """
        Clients: Removed
        ClientSurfaces: Removed
        Modules: New Removed
        Assembly: Unchanged
        ClientEntries: Modified
        Entries: Modified
        AddTasks: Modified
        emitted: MyApp.MyTasks.Module.g.cs Runnel.AddTasks.g.cs
        """);

    [Fact]
    public void MistakeAndItsCorrection_GiveTheSameSourcesAgain()
    {
        var session = new GeneratorSession(UserProject.Of(EditedProject.Sources));
        var before = session.Generate().Sources;

        var broken = session.Edit("public int Run(string location", "private int Run(string location").Generate();
        var mended = session.Edit("private int Run(string location", "public int Run(string location").Generate();

        Assert.DoesNotContain("MyApp.Forecast.Arguments.g.cs", broken.Sources.Keys);
        Assert.Equal(before, mended.Sources);
    }

    private static void AssertAfter(Action<GeneratorSession> edit, string expected) => AssertLines(expected, new EditedProject().After(edit));

    // Whole, where xunit would cut it.
    private static void AssertLines(string expected, string actual) => Assert.True(expected == actual, $"expected:\n{expected}\n\nactual:\n{actual}");
}
