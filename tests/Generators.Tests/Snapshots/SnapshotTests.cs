using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Snapshots;

/// <summary>What users step into: the emitted sources as a person has read them.</summary>
public sealed class SnapshotTests
{
    private const string Types = """
        using Runnel;

        namespace MyApp;

        public sealed record Prompt(string Text, Uri Source);
        public sealed record Answer(string Text);
        public sealed record Token(string Text);
        public interface IModel;

        [Streams]
        public sealed partial record ChatStreams(TaskStream<Token> Tokens, [Stream("page")] TaskStream<string> Fetch);

        """;

    [Fact]
    public void StreamingTask() => Verify(Types + """
        [Task("chat", MaxAttempts = 5, RetryMinDelaySeconds = 0.5, Queue = "llm", MaxDurationSeconds = 300, FailOnStreamError = true)]
        public sealed partial class Chat(IModel model, [Microsoft.Extensions.DependencyInjection.FromKeyedServices("web")] HttpClient http, TimeProvider? time = null)
        {
            public async Task<Answer> RunAsync(Prompt prompt, ChatStreams streams, TaskContext context, CancellationToken cancellationToken)
            {
                await streams.Tokens.WriteAsync(new Token($"{prompt} {model} {http} {time}"), cancellationToken);
                return new Answer(context.RunId);
            }
        }
        """);

    [Fact]
    public void TaskWithArguments() => Verify("""
        using Runnel;

        namespace MyApp;

        public enum Unit { Celsius, Fahrenheit }

        public static partial class Weather
        {
            [Task("forecast")]
            internal sealed partial class Forecast
            {
                public double? Run(string location, int days = 3, Unit unit = Unit.Celsius, IReadOnlyList<string>? tags = null) => location.Length * days + (int)unit + tags?.Count;
            }
        }
        """);

    [Fact]
    public void TaskWithoutPayload() => Verify("""
        using Runnel;

        [Task("cleanup")]
        [Schedule("@daily")]
        [Schedule("0 9 * * 1-5", TimeZone = "Europe/Berlin", Missed = MissedRuns.Skip, Id = "cleanup-mornings")]
        public partial class Cleanup
        {
            public void Run() { }
        }
        """);

    [Fact]
    public void ContractClient() => Verify(Types.Replace("[Streams]", "[TaskClient<Prompt, Answer, ChatStreams>(\"chat\")]\npublic sealed partial class ChatApi;\n\n[Streams]", StringComparison.Ordinal));

    [Fact]
    public void ModuleOfALibrary() => Verify("""
        using Runnel;

        namespace MyApp.Billing;

        [TaskModule]
        public static partial class BillingTasks;
        """);

    // The attribute that Roslyn itself adds is not ours.
    private static void Verify(string source, [System.Runtime.CompilerServices.CallerMemberName] string method = "") => Snapshot.Verify(
        UserProject.Of(source).Generate().AssertCompiles().Sources.Where(generated => !generated.Key.Contains("EmbeddedAttribute", StringComparison.Ordinal)),
        method: method);
}
