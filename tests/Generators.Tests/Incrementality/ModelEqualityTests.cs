using Runnel.Generators.Models;
using Runnel.Generators.Tests.Declarations;
using Runnel.Generators.Tests.Golden;
using Runnel.Generators.Tests.Harness;
using Runnel.Generators.Tests.Tools;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>Parsing the same text twice gives equal models: on this rests that an edit elsewhere emits nothing.</summary>
public sealed class ModelEqualityTests
{
    public static TheoryData<string> Sources => [UnusualDeclarationTests.Source, UnusualToolTests.Source, GoldenSources.Tasks];

    [Theory]
    [MemberData(nameof(Sources))]
    public void SameText_GivesEqualModels(string source)
    {
        IReadOnlyList<object> ours = Values(source), theirs = Values(source);

        Assert.Equal(ours.Count, theirs.Count);
        Assert.All(ours.Zip(theirs), pair => Assert.Null(ModelDifference.Find(pair.First, pair.Second)));
    }

    [Fact]
    public void EveryModel_IsAmongThoseCompared()
    {
        var seen = new HashSet<Type>();
        foreach (var value in Sources.SelectMany(source => Values(source.Data)))
        {
            ObjectGraph.Walk(value, (_, part) => seen.Add(part.GetType()));
        }

        var models = typeof(TaskModel).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(TaskModel).Namespace && !type.IsGenericType && !type.IsEnum && !(type.IsAbstract && type.IsSealed));
        Assert.Empty(models.Where(model => model.DeclaringType is null).Except(seen));
    }

    [Theory]
    [InlineData("[Stream(\"page\")]", "[Stream(\"site\")]", ".Surface.Streams")]
    [InlineData("IModel model", "IModel? model", ".Execution.Services[0].Kind")]
    [InlineData("MaxAttempts = 5", "MaxAttempts = 5, Queue = \"llm\"", ".Execution.Settings.Queue: null is not \"\"llm\"\"")]
    [InlineData("MaxAttempts = 5", "MaxAttempts = 6", ".Execution.Settings.MaxAttempts: \"5\" is not \"6\"")]
    [InlineData("ChatStreams streams, TaskContext context", "TaskContext context, ChatStreams streams", ".Execution.Arguments[1].Kind")]
    public void Difference_IsToldByItsPath(string old, string replacement, string path)
    {
        var before = Values(GoldenSources.Tasks).OfType<TaskModel>().First();
        var after = Values(GoldenSources.Tasks.Replace(old, replacement, StringComparison.Ordinal)).OfType<TaskModel>().First();

        Assert.StartsWith(path, ModelDifference.Find(before, after), StringComparison.Ordinal);
    }

    private static IReadOnlyList<object> Values(string source) => UserProject.Of(source).Generate().Values([.. TrackingNames.All]);
}
