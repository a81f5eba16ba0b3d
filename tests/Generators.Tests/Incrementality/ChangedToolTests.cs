using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>Edits that change tools: what they changed is emitted again, and a set only where it shows what changed.</summary>
public sealed class ChangedToolTests
{
    [Fact]
    public void ShapeOfAToolTask_ReemitsItAndNotItsSet() => AssertAfter(
        session => session.Edit("int days = 1", "int days = 2"),
        """
        ToolTasks: Cached Modified
        ToolTaskDefinitions: Cached Modified
        Tools: Cached Modified
        ToolTaskSurfaces: Cached Modified
        Assembly: Unchanged
        emitted: MyApp.GetWeather.Arguments.g.cs MyApp.GetWeather.Definition.g.cs MyApp.GetWeather.StreamPart.g.cs MyApp.GetWeather.TaskClient.g.cs MyApp.GetWeather.ToolFunction.g.cs
        """);

    [Fact]
    public void AttributeOfAnArgument_ReemitsTheToolTask() => AssertAfter(
        session => session.Edit("Description(\"days\")", "Description(\"number of days\")"),
        """
        ToolTasks: Cached Modified
        ToolTaskDefinitions: Cached Modified
        Tools: Cached Modified
        ToolTaskSurfaces: Cached Modified
        Assembly: Unchanged
        emitted: MyApp.GetWeather.Arguments.g.cs MyApp.GetWeather.Definition.g.cs MyApp.GetWeather.StreamPart.g.cs MyApp.GetWeather.TaskClient.g.cs MyApp.GetWeather.ToolFunction.g.cs
        """);

    [Fact]
    public void ConstructorOfAToolTask_ReemitsItsDefinitionAlone() => AssertAfter(
        session => session.Edit("GetWeather(TimeProvider time)", "GetWeather(IServiceProvider time)"),
        """
        ToolTasks: Cached Modified
        ToolTaskDefinitions: Cached Modified
        Tools: Cached Unchanged
        ToolTaskSurfaces: Cached Unchanged
        Assembly: Unchanged
        emitted: MyApp.GetWeather.Definition.g.cs
        """);

    [Fact]
    public void DescriptionOfAToolTask_ReemitsItAndNotItsSet() => AssertAfter(
        session => session.Edit("Description = \"weather\"", "Description = \"the weather\""),
        """
        ToolTasks: Cached Modified
        ToolTaskDefinitions: Cached Unchanged
        Tools: Cached Modified
        ToolTaskSurfaces: Cached Unchanged
        Assembly: Unchanged
        emitted: MyApp.GetWeather.ToolFunction.g.cs
        """);

    [Fact]
    public void NameOfAToolTask_ReemitsItAndItsSet() => AssertAfter(
        session => session.Edit("Description = \"weather\"", "Description = \"weather\", Name = \"weather\""),
        """
        ToolTasks: Cached Modified
        ToolTaskDefinitions: Cached Unchanged
        Tools: Cached Modified
        ToolSets: Modified
        ToolMethods: Unchanged Unchanged
        ToolTaskSurfaces: Cached Unchanged
        Assembly: Unchanged
        emitted: MyApp.GetWeather.ToolFunction.g.cs MyApp.WeatherTools.Tools.g.cs
        """);

    [Fact]
    public void ShapeOfAToolMethod_ReemitsItAndTheSet() => AssertAfter(
        session => session.Edit("double celsius", "float celsius"),
        """
        ToolSets: Modified
        ToolMethods: Modified Unchanged
        Assembly: Unchanged
        emitted: MyApp.WeatherTools.ConvertTool.g.cs MyApp.WeatherTools.Tools.g.cs
        """);

    [Fact]
    public void ConstructorOfASet_ReemitsTheSetAlone() => AssertAfter(
        session => session.Edit("WeatherTools(TimeProvider clock)", "WeatherTools(IServiceProvider clock)"),
        """
        ToolSets: Modified
        ToolMethods: Unchanged Unchanged
        Assembly: Unchanged
        emitted: MyApp.WeatherTools.Tools.g.cs
        """);

    [Fact]
    public void AddedToolMethod_IsEmitted() => AssertAfter(
        session => session.Edit("[Tool(\"now\")]", "[Tool] public void Added() { }\n    [Tool(\"now\")]"),
        """
        ToolSets: Modified
        ToolMethods: Modified New Unchanged
        Assembly: Unchanged
        emitted: MyApp.WeatherTools.AddedTool.g.cs MyApp.WeatherTools.NowTool.g.cs MyApp.WeatherTools.Tools.g.cs
        """);

    [Fact]
    public void ToolThatLeavesASet_ReemitsTheSetAlone() => AssertAfter(
        session => session.Edit("typeof(GetWeather), typeof(Ask)", "typeof(GetWeather)"),
        """
        ToolSets: Modified
        ToolMethods: Unchanged Unchanged
        Assembly: Unchanged
        emitted: MyApp.WeatherTools.Tools.g.cs
        """);

    [Fact]
    public void AddedSet_IsListed() => AssertAfter(
        session => session.Add("namespace MyApp; [Runnel.Tools(typeof(Ask))] public sealed partial class AddedTools;"),
        """
        ToolSets: Cached New
        ToolSetNames: Modified
        Assembly: Unchanged
        AddTasks: Modified
        emitted: MyApp.AddedTools.Tools.g.cs Runnel.AddTasks.g.cs
        """);

    private static void AssertAfter(Action<GeneratorSession> edit, string expected)
    {
        // Whole, where xunit would cut it.
        var actual = new EditedProject().After(edit);
        Assert.True(expected == actual, $"expected:\n{expected}\n\nactual:\n{actual}");
    }
}
