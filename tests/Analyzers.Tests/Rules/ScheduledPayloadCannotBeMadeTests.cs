using Runnel.Analyzers.Tests.Harness;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Tests.Rules;

public sealed class ScheduledPayloadCannotBeMadeTests
{
    [Theory]
    [InlineData("string department, int days = 3", "its parameter 'department' has no default")]
    [InlineData("ScheduledTime time, int days = 3", "its parameter 'time' has no default")]
    [InlineData("Prompt prompt", "'Prompt' has no default for 'Text'")]
    [InlineData("Needy needy", "'Needy' requires 'Text'")]
    [InlineData("Marked marked", "'Marked' has no default for 'text'")]
    public Task ParametersWithoutDefaults_AreReported(string parameters, string why) => Verify.ReportsAsync(
        Rule.ScheduledPayloadCannotBeMade,
        $"A schedule can give 'T' no payload: {why}; give everything a default, or take a ScheduledTime and nothing else",
        $$"""[Task("t")] [[|Schedule("@daily")|], Schedule("@hourly")] public partial class T { public void Run({{parameters}}) { } }""",
        Types,
        Caller.OfT);

    [Theory]
    [InlineData("")]
    [InlineData("TaskContext context, CancellationToken cancellationToken")]
    [InlineData("ScheduledTime time, TaskContext context")]
    [InlineData("string department = \"sales\", int? days = null")]
    [InlineData("Easy easy")]
    [InlineData("Plain plain")]
    [InlineData("Value value")]
    [InlineData("Converted converted")]
    public Task WhatIsMadeOfNothing_IsNotReported(string parameters) => Verify.IsSilentAsync(
        $$"""[Task("t")] [Schedule("@daily")] public partial class T { public void Run({{parameters}}) { } }""", Types, Caller.OfT);

    [Fact]
    public Task TaskWithoutASchedule_IsNotReported() => Verify.IsSilentAsync(
        """[Task("t")] public partial class T { public void Run(string department) { } }""", Caller.OfT);

    private const string Types = """
        using System.Text.Json.Serialization;
        public sealed record Prompt(string Text, int Days = 3);
        public sealed class Needy { public required string Text { get; set; } }
        public sealed class Marked { public Marked() { } [JsonConstructor] public Marked(string text) { } }
        public sealed record Easy(string Text = "", int Days = 3);
        public sealed class Plain { public string Text { get; set; } = ""; }
        public readonly record struct Value(int Number);
        [JsonConverter(typeof(JsonStringEnumConverter))] public sealed record Converted(string Text);
        """;
}
