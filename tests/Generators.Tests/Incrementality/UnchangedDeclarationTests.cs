using Microsoft.CodeAnalysis;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>Edits that change no declaration: nothing is emitted again, and no stage of ours gives another value.</summary>
public sealed class UnchangedDeclarationTests
{
    // The assembly's name is asked of each new compilation, and is the same.
    private const string Nothing = "Assembly: Unchanged\nemitted:";

    [Theory]
    [InlineData("unrelated file", "Number => 1", "Number => 2")]
    [InlineData("comment in a task", "[Task(\"chat\")]", "// Chats.\n[Task(\"chat\")]")]
    [InlineData("body of a task", "new Token(prompt.Text)", "new Token(prompt.Text + time)")]
    [InlineData("whitespace in a task", "(string location, int days = 3)", "( string  location,\n\n    int days=3 )")]
    [InlineData("private member of a task", "public int Run", "private int Twice => 2 * 2;\n    public int Run")]
    [InlineData("documentation of a task", "public int Run", "/// <summary>Forecasts.</summary>\n    public int Run")]
    [InlineData("another attribute on a task", "[Task(\"chat\")]", "[System.ComponentModel.Description(\"chats\"), Task(\"chat\")]")]
    [InlineData("a type spelled otherwise", "(Prompt prompt, ChatStreams streams)", "(global::MyApp.Prompt prompt, MyApp.ChatStreams streams)")]
    [InlineData("comment at the streams", "public sealed partial record OtherStreams", "/* numbers */ public sealed partial record OtherStreams")]
    [InlineData("method of a payload", "record Prompt(string Text);", "record Prompt(string Text) { public int Count() => Text.Length; }")]
    [InlineData("comment at the contract", "public sealed partial class ChatApi;", "public sealed partial class ChatApi; // elsewhere")]
    [InlineData("member of the module's class", "public static partial class MyTasks;", "public static partial class MyTasks { public static int Size => 1; }")]
    [InlineData("internals of a module attribute", "[Runnel.TaskModule]", "[Runnel.TaskModuleAttribute()]")]
    [InlineData("body of a tool task", "location + days + time", "location + time + days")]
    [InlineData("comment in a tool task", "[ToolTask(\"get-weather\"", "// Asks.\n[ToolTask(\"get-weather\"")]
    [InlineData("whitespace at a described parameter", "[System.ComponentModel.Description(\"days\")]", "[ System.ComponentModel.DescriptionAttribute( \"days\" ) ]")]
    [InlineData("body of a tool method", "celsius + 32", "celsius + 33")]
    [InlineData("comment at a tool method", "[Tool] public", "/* converts */ [Tool] public")]
    [InlineData("method of a set that is no tool", "[Tool(\"now\")]", "private double Twice(double x) => 2 * x;\n    [Tool(\"now\")]")]
    [InlineData("accessibility of a tool method", "public double Convert", "internal double Convert")]
    [InlineData("tools spelled otherwise", "typeof(GetWeather), typeof(Ask)", "typeof(MyApp.GetWeather), typeof(global::MyApp.Ask)")]
    public void Edit_ReemitsNothing(string edit, string old, string replacement)
    {
        _ = edit;

        Assert.Equal(Nothing, new EditedProject().After(session => session.Edit(old, replacement)));
    }

    [Fact]
    public void AddedFile_ReemitsNothing() =>
        Assert.Equal(Nothing, new EditedProject().After(session => session.Add("namespace MyApp; public sealed class Added;")));

    [Fact]
    public void RemovedFile_ReemitsNothing() => Assert.Equal(Nothing, new EditedProject().After(session => session.Remove("class Unrelated")));

    [Fact]
    public void AddedReference_ReemitsNothing()
    {
        var library = UserProject.Of("namespace Library; public sealed class Anything;") with { AssemblyName = "Library" };

        Assert.Equal(Nothing, new EditedProject().After(session => session.Reference(library.Compile().ToMetadataReference())));
    }

    [Fact]
    public void SameProject_RunsNoStage() => Assert.Equal(Nothing, new EditedProject().After(_ => { }));

    [Fact]
    public void EveryStage_HasATrackingName()
    {
        var project = UserProject.Of(EditedProject.Sources).Generate();

        Assert.All(TrackingNames.All, name => Assert.NotEmpty(project.Reasons(name)));
    }
}
