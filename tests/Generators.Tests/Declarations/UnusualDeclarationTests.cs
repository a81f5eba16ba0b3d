using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Declarations;

public sealed class UnusualDeclarationTests
{
    // Keywords as names, constants of every kind, the global namespace, deep nesting, names that differ in case alone, names of ours.
    public const string Source = """"
        using Microsoft.Extensions.DependencyInjection;
        using Runnel;
        using WeatherAlias = Runnel.My.@namespace.Plan.TaskClient;

        public enum Color { Red, @class = 5 }
        [Flags] public enum Bits : byte { A = 1, B = 2 }
        public readonly struct Point { public int X { get; init; } }

        [Task("global")]
        public sealed partial class GlobalTask
        {
            public ValueTask<string?> RunAsync(
                string @class, int @event, string? text = null, string quoted = "a\"b\n\u2028\\", char c = '\'', char nul = '\0', decimal price = -1.50m,
                double nan = double.NaN, float inf = float.NegativeInfinity, double negzero = -0.0, long min = long.MinValue, ulong u = ulong.MaxValue, int imin = int.MinValue,
                uint ui = 3, byte b = 7, sbyte sb = -1, short sh = -5, nint ni = -3, nuint nu = 4, Color color = Color.@class, Color odd = (Color)(-1), Color? maybe = Color.Red, Bits bits = Bits.A | Bits.B,
                Point point = default, Point? np = null, int? ni2 = 3, int? nn = null, DateTime when = default, Guid id = default, bool flag = true, string[]? list = null, Dictionary<string, int[]>? map = null,
                bool clone = false, int equals = 1, int arguments = 2, int createTypeInfo = 3, string naïveÜ = "é", float f = 1.1f, double d = 1e300)
                => new(text);
        }

        namespace Runnel.My.@namespace
        {
            public partial class Outer
            {
                public partial record struct Inner
                {
                    internal partial interface IDeep
                    {
                        [Streams]
                        public partial record S(TaskStream<string?> Text, TaskStream<int?> Number, TaskStream<List<Dictionary<string, int[]>>> Many, TaskStream<byte[]> Bytes,
                            TaskStream<string> OpenAI, [Stream("x.y-z_1")] TaskStream<string> @event, TaskStream<int> Error, TaskStream<int> Key, TaskStream<int> Snapshot, TaskStream<string> Contract, TaskStream<string> Stream, TaskStream<string> System, TaskStream<string> TaskClient);

                        [Task("deep")]
                        internal partial class Deep([FromKeyedServices("k\"1")] HttpClient a, [FromKeyedServices(Color.@class)] HttpClient b, [FromKeyedServices(typeof(Deep))] HttpClient? c, IServiceProvider services,
                           WeatherAlias alias, IEnumerable<Plan.TaskClient> plans, int n = 3, int? m = 4, string s = "x", HttpClient? h = null, CancellationToken t = default)
                        {
                            public async Task RunAsync(S streams, CancellationToken x, TaskContext y, Point p) => await Task.Yield();
                            public partial class TaskClient { public int Extra => 1; }
                            public object All => (a, b, c, services, alias, plans, n, m, s, h, t);
                        }
                    }
                }
            }
            [Obsolete] public record Old(string A, Old? Next, IReadOnlyList<Old> Kids);
            [Task("plan")] public partial class Plan { 
        #pragma warning disable CS0612
              public void Run(Old old) {} 
        #pragma warning restore
            }
            [Task("planB")] public partial class pLan { public int Run(Point? p, CancellationToken ct = default) => 1; }
            [Task("opt")] public partial record Opt { public ValueTask Run(string options, int @default) => default; }
            internal record Hidden(int A);
            [TaskClient<Hidden, NoOutput, NoStreams>("hidden")] public partial class HiddenApi;
            [TaskClient<NoPayload, int?, Outer.Inner.IDeep.S>("h2")] internal static partial class StaticApi;
        }
        """";

    [Fact]
    public void UnusualDeclarations_CompileWithoutADiagnostic()
    {
        var project = UserProject.Of(Source);

        project.Generate().AssertCompiles();
        Assert.Empty(ProblemFinder.Find(project.Compile()));
    }
}
