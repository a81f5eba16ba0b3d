using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Execution;

/// <summary>The emitted Arguments record: its JSON, its defaults, and the client's expanded forms.</summary>
public sealed class ArgumentsTests
{
    private const string Source = """"
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;

        public enum Color { Red, @class = 5 }
        [Flags] public enum Bits : byte { A = 1, B = 2 }
        public readonly record struct Point(int X);
        public sealed record Place(string Name);

        [Task("plain")] public partial class Plain { public string Run(string location, int days = 3, string? note = null, List<string>? tags = null) => $"{location} {days} {note} {tags?.Count}"; }
        [Task("strict")] public partial class Strict { public string Run(string text, Place place, List<string> items, int number, int? maybe, string? note) => text + place + items.Count + number + maybe + note; }

        [Task("defaults")] public partial class Defaults
        {
            public string Run(
                string text = "a\"b\n\u2028\\{x}", char c = '\'', decimal price = -1.50m, double nan = double.NaN, float inf = float.NegativeInfinity, float f = 1.1f, double d = 1e300, long min = long.MinValue,
                ulong u = ulong.MaxValue, uint ui = 3, byte b = 7, sbyte sb = -1, short sh = -5, ushort us = 5, Color color = Color.@class, Color odd = (Color)(-1), Color? maybe = Color.Red, Bits bits = Bits.A | Bits.B,
                Point point = default, Point? np = null, int? n = 3, int? nn = null, DateTime when = default, Guid id = default, bool flag = true, Place? place = null, string[]? list = null, int size = 4)
                => FormattableString.Invariant($"{text}|{c}|{price}|{nan}|{inf}|{f}|{d}|{min}|{u}|{ui}|{b}|{sb}|{sh}|{us}|{color}|{(int)odd}|{maybe}|{bits}|{point.X}|{np is null}|{n}|{nn is null}|{when.Ticks}|{id == default}|{flag}|{place is null}|{list is null}|{size}");
        }

        [Task("options")] public partial class Options { public string Run(string options, int n = 1) => options + n; }
        [Task("token")] public partial class Token { public string Run(string cancellationToken) => cancellationToken; }
        [Task("payload")] public partial class Payload { public string Run(string payload) => payload; }

        public static class Scenario
        {
            public static async Task<string> Expanded(IServiceProvider services)
            {
                var client = services.GetRequiredService<Plain.TaskClient>();
                return string.Join("; ",
                    (await (await client.TriggerAsync("Oslo")).WaitAsync()).Output,
                    (await (await client.TriggerAsync("Oslo", 4, tags: ["a"])).WaitAsync()).Output,
                    (await (await client.TriggerAsync("Oslo", options: new TriggerOptions { MaxAttempts = 1 }, cancellationToken: default)).WaitAsync()).Output,
                    (await (await client.TriggerAsync(new Plain.Arguments("Bergen") { Days = 5 })).WaitAsync()).Output);
            }

            public static async Task<string> ExpandedWait(IServiceProvider services)
            {
                var client = services.GetRequiredService<Plain.TaskClient>();
                return string.Join("; ",
                    (await client.TriggerAndWaitAsync("Oslo")).Output,
                    (await client.TriggerAndWaitAsync("Oslo", 4, note: "n", options: new TriggerOptions { MaxAttempts = 1 })).GetOutputOrThrow(),
                    (await client.TriggerAndWaitAsync(new Plain.Arguments("Bergen"))).Output,
                    (await services.GetRequiredService<Options.TaskClient>().TriggerAndWaitAsync(new Options.Arguments("o"))).Output);
            }

            public static async Task<string> ExpandedSubscription(IServiceProvider services)
            {
                string? output = null;
                await foreach (var part in services.GetRequiredService<Plain.TaskClient>().TriggerAndSubscribeAsync("Oslo", note: "n"))
                {
                    if (part is Plain.StreamPart.Run({ Payload: { Location: var location, Days: 3 } payload, Output: { } result })) output = $"{location} {payload} {result}";
                }

                return output!;
            }

            public static async Task<string> NoExpanded(IServiceProvider services)
            {
                var options = await (await services.GetRequiredService<Options.TaskClient>().TriggerAsync(new Options.Arguments("o"))).WaitAsync();
                var token = await (await services.GetRequiredService<Token.TaskClient>().TriggerAsync(new Token.Arguments("t"), new TriggerOptions { MaxAttempts = 1 })).WaitAsync();
                var payload = await (await services.GetRequiredService<Payload.TaskClient>().TriggerAsync("p")).WaitAsync();
                return options.Output + token.Output + payload.Output;
            }

            public static async Task<string> Null(IServiceProvider services)
            {
                try
                {
                    await services.GetRequiredService<Strict.TaskClient>().TriggerAsync(new Strict.Arguments(null!, new("a"), [], 1, null, null));
                    return "triggered";
                }
                catch (PayloadException exception)
                {
                    return exception.TaskId;
                }
            }
        }
        """";

    private const string Valid = """{"text":"a","place":{"name":"b"},"items":[],"number":1,"maybe":null,"note":null}""";

    private static readonly Lazy<LoadedProject> Project = new(() =>
        UserProject.Of(Source, RunningProgram.Startup).Generate().Load());

    [Theory]
    [InlineData("Expanded", "Oslo 3  ; Oslo 4  1; Oslo 3  ; Bergen 5  ")]
    [InlineData("ExpandedWait", "Oslo 3  ; Oslo 4 n ; Bergen 3  ; o1")]
    [InlineData("ExpandedSubscription", "Oslo Arguments { Location = Oslo, Days = 3, Note = n, Tags =  } Oslo 3 n ")]
    [InlineData("NoExpanded", "o1tp")]
    [InlineData("Null", "strict")]
    public async Task Client_TakesArguments(string scenario, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, await program.CallAsync(scenario));
    }

    [Fact]
    public void ParameterNamedLikeTheClientsOwn_LeavesOneForm()
    {
        Assert.All(["TriggerAsync", "TriggerAndWaitAsync", "TriggerAndSubscribeAsync"], form =>
        {
            Assert.Single(Methods("Options", form));
            Assert.Single(Methods("Token", form));
            Assert.Equal(2, Methods("Payload", form).Count());
        });

        static IEnumerable<System.Reflection.MethodInfo> Methods(string task, string form) => Project.Value.Type(task + "+TaskClient").GetMethods().Where(method => method.Name == form);
    }

    [Theory]
    [InlineData("plain", """{"location":"Oslo"}""", "Oslo 3  ")]
    [InlineData("plain", """{"location":"Oslo","days":1,"note":"n","tags":["a","b"],"unknown":1}""", "Oslo 1 n 2")]
    [InlineData("plain", """{"LOCATION":"Oslo","Days":2}""", "Oslo 2  ")]
    [InlineData("strict", Valid, "aPlace { Name = b }01")]
    public async Task Json_FillsMembersByParameterName(string taskId, string payload, string expected)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(expected, JsonSerializer.Deserialize<string>(await program.RunAsync(taskId, payload)));
    }

    [Fact]
    public async Task AbsentMembers_HaveTheirDefaults()
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);

        Assert.Equal(
            "a\"b\n\u2028\\{x}|'|-1.50|NaN|-Infinity|1.1|1E+300|-9223372036854775808|18446744073709551615|3|7|-1|-5|5|class|-1|Red|A, B|0|True|3|True|0|True|True|True|True|4",
            JsonSerializer.Deserialize<string>(await program.RunAsync("defaults")));
    }

    [Theory]
    [InlineData("\"text\":\"a\"", "\"x\":1", "$", "text")]
    [InlineData("\"text\":\"a\"", "\"text\":null", "$.text", "null")]
    [InlineData("\"text\":\"a\"", "\"text\":1", "$.text", "expected a string, got the number 1")]
    [InlineData("\"place\":{\"name\":\"b\"}", "\"place\":null", "$.place", "null")]
    [InlineData("\"place\":{\"name\":\"b\"}", "\"place\":{}", "$.place", "name")]
    [InlineData("\"place\":{\"name\":\"b\"}", "\"place\":{\"name\":null}", "$.place.name", "null")]
    [InlineData("\"items\":[]", "\"items\":[1]", "$.items[0]", "expected a string, got the number 1")]
    [InlineData("\"number\":1", "\"number\":null", "$.number", "null is not allowed; expected an integer")]
    [InlineData("\"number\":1", "\"number\":\"x\"", "$.number", "expected an integer, got the string \"x\"")]
    [InlineData("\"maybe\":null,", "", "$", "maybe")]
    public async Task JsonThatDoesNotFit_CreatesNoRun(string part, string replacement, string path, string reason)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);
        using var payload = JsonDocument.Parse(Valid.Replace(part, replacement, StringComparison.Ordinal));

        var exception = await Assert.ThrowsAsync<PayloadException>(() => program.Client.TriggerAsync("strict", payload.RootElement));

        Assert.Equal(path, exception.Path);
        Assert.Contains(reason, exception.Reason, StringComparison.Ordinal);
        Assert.Empty(await program.Client.ListAsync());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    public async Task JsonThatIsNoObject_CreatesNoRun(string payload)
    {
        await using var program = await RunningProgram.StartAsync(Project.Value);
        using var json = JsonDocument.Parse(payload);

        var exception = await Assert.ThrowsAsync<PayloadException>(() => program.Client.TriggerAsync("strict", json.RootElement));

        Assert.Equal("$", exception.Path);
        Assert.Empty(await program.Services.GetRequiredService<IRunnelClient>().ListAsync());
    }
}
