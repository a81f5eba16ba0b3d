using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Runnel.Tools.Tests.Corpus;

/// <summary>Our functions beside those that AIFunctionFactory makes of the same methods: schema, and what a call gives.</summary>
public sealed class CorpusTests
{
    private static readonly Signatures Set = new();

    public static TheoryData<string> Names => [.. Set.Functions.Select(function => function.Name)];

    [Fact]
    public void Corpus_HasAtLeastSixtySignatures() => Assert.InRange(Set.Functions.Count, low: 60, high: 200);

    [Theory]
    [MemberData(nameof(Names))]
    public void Schema_IsThatOfAIFunctionFactory(string name)
    {
        var (ours, theirs) = FunctionsOf(name);
        var difference = Differences.OfSchema(name);
        var isEqual = JsonNode.DeepEquals(Parse(ours.JsonSchema), Parse(theirs.JsonSchema));

        Assert.True(isEqual == difference is null, $"{difference}\nours:   {ours.JsonSchema}\ntheirs: {theirs.JsonSchema}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ReturnSchema_IsThatOfAIFunctionFactory(string name)
    {
        var (ours, theirs) = FunctionsOf(name);

        var difference = Differences.OfReturnSchema(name);
        var isEqual = JsonNode.DeepEquals(Parse(ours.ReturnJsonSchema), Parse(theirs.ReturnJsonSchema));

        Assert.True(isEqual == difference is null, $"{difference}\nours:   {ours.ReturnJsonSchema}\ntheirs: {theirs.ReturnJsonSchema}");
        Assert.Equal(theirs.Description, ours.Description);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Calls_GiveWhatThoseOfAIFunctionFactoryGive(string name)
    {
        var (ours, theirs) = FunctionsOf(name);
        foreach (var arguments in Samples.Of(name))
        {
            var (our, their) = (await OutcomeOfAsync(ours, arguments), await OutcomeOfAsync(theirs, arguments));
            var difference = Differences.OfCall(name, arguments);

            Assert.True(our == their == difference is null, $"{arguments}: {difference}\nours:   {our}\ntheirs: {their}");
        }
    }

    [Fact]
    public void EachDifference_IsOfACallThatIsMade() => Assert.All(
        Differences.OfCalls, difference => Assert.Contains(difference.Arguments, Samples.Of(difference.Name)));

    private static (AIFunction Ours, AIFunction Theirs) FunctionsOf(string name)
    {
        var ours = Set.Functions.Single(function => function.Name == name);
        var method = typeof(Signatures).GetMethods().Single(method => method.Name == name || string.Equals(WithoutAsync(method.Name), name, StringComparison.OrdinalIgnoreCase));
        return (ours, AIFunctionFactory.Create(method, method.IsStatic ? null : Set, new AIFunctionFactoryOptions { Name = name }));
    }

    private static string WithoutAsync(string name) => name.EndsWith("Async", StringComparison.Ordinal) ? name[..^5] : name;

    // A refusal is a refusal: ours is a text for the model, theirs an exception.
    private static async Task<string> OutcomeOfAsync(AIFunction function, string arguments)
    {
        var values = JsonNode.Parse(arguments)!.AsObject().ToDictionary(member => member.Key, member => (object?)JsonSerializer.SerializeToElement(member.Value), StringComparer.Ordinal);
        try
        {
            return await function.InvokeAsync(new(values)) switch
            {
                null => "nothing",
                JsonElement element => JsonSerializer.Serialize(element),
                string text when text.StartsWith($"The arguments of '{function.Name}' are not valid", StringComparison.Ordinal) => "refused",
                var other => $"{other.GetType()}",
            };
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidCastException or FormatException or NotSupportedException)
        {
            return "refused";
        }
    }

    private static JsonNode? Parse(JsonElement? schema) => schema is { } element ? JsonNode.Parse(element.GetRawText()) : null;
}
