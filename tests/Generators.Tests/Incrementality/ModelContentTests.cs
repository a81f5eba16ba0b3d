using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;
using Runnel.Generators.Tests.Declarations;
using Runnel.Generators.Tests.Golden;
using Runnel.Generators.Tests.Harness;
using Runnel.Generators.Tests.Tools;

namespace Runnel.Generators.Tests.Incrementality;

/// <summary>What the pipeline keeps between two runs is plain values: nothing of a compilation, nothing that can change.</summary>
public sealed class ModelContentTests
{
    // The stages before ours hold nodes and symbols; that is Roslyn's own business, and it lets go of them.
    private static readonly string[] Stages = [.. TrackingNames.All, "result_ForAttributeWithMetadataName"];

    [Fact]
    public void CachedOutputs_HoldNothingOfACompilation()
    {
        var project = UserProject.Of(UnusualDeclarationTests.Source, UnusualToolTests.Source, GoldenSources.Tasks).Generate();

        var values = project.Values(Stages);
        Assert.True(values.Count > 20, $"only {values.Count} outputs were walked");
        Assert.All(values, value => ObjectGraph.Walk(value, AssertPlain));
    }

    [Fact]
    public void Walk_FindsWhatMustNotBeThere()
    {
        var compilation = UserProject.Of("class C;").Compile();
        var symbol = compilation.GetTypeByMetadataName("C")!;
        object[] forbidden =
        [
            symbol, symbol.Locations[0], compilation, compilation.SyntaxTrees[0], compilation.SyntaxTrees[0].GetRoot(),
            compilation.GetSemanticModel(compilation.SyntaxTrees[0]), new List<string>(), new Dictionary<int, int>(), new[] { 1 }, () => 1,
        ];

        Assert.All(forbidden, value => Assert.ThrowsAny<Exception>(() => ObjectGraph.Walk((1, value), AssertPlain)));
    }

    [Fact]
    public void Models_AreSealedRecordsOfReadOnlyMembers()
    {
        var models = typeof(TaskModel).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(TaskModel).Namespace && type.IsClass && !(type.IsAbstract && type.IsSealed))
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)));

        Assert.All(models, model =>
        {
            Assert.True(model.IsSealed, $"{model} is not sealed");
            Assert.True(model.GetMethod("<Clone>$") is not null, $"{model} is no record");
            Assert.All(model.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public), field => Assert.True(field.IsInitOnly, $"{field} can be set"));
        });
    }

    private static void AssertPlain(string path, object value)
    {
        var type = value.GetType();
        if (type.Assembly == typeof(ISymbol).Assembly || type.Assembly == typeof(Microsoft.CodeAnalysis.CSharp.CSharpCompilation).Assembly)
        {
            Assert.Fail($"{path} is of Roslyn's type {type}");
        }

        // An EquatableArray holds its array, and gives it to nobody.
        var isHidden = path.EndsWith(".items", StringComparison.Ordinal) && value is Array;
        if (value is Delegate || (value is IEnumerable and not string && !isHidden && !IsEquatableArray(type)))
        {
            Assert.Fail($"{path} is a {type}, which can change or hold anything");
        }
    }

    private static bool IsEquatableArray(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>);
}
