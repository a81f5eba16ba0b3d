using Runnel.Generators.Tests.Harness;

namespace Runnel.Generators.Tests.Tools;

/// <summary>A program with tools, and what it is called with: <c>Calls.CallAsync</c> calls a function as a model does.</summary>
internal static class ToolProgram
{
    private const string Calls = """
        public static class Calls
        {
            public static Task<string> CallAsync(System.Collections.Generic.IEnumerable<Microsoft.Extensions.AI.AIFunction> functions, string name, string arguments) =>
                CallAsync(System.Linq.Enumerable.Single(functions, function => function.Name == name), arguments);

            public static async Task<string> CallAsync(Microsoft.Extensions.AI.AIFunction function, string arguments)
            {
                var given = new Microsoft.Extensions.AI.AIFunctionArguments();
                foreach (var (key, value) in System.Text.Json.JsonSerializer.Deserialize<System.Collections.Generic.Dictionary<string, object?>>(arguments)!)
                {
                    given[key] = value;
                }

                try
                {
                    return (await function.InvokeAsync(given))?.ToString() ?? "nothing";
                }
                catch (System.Exception exception)
                {
                    return exception.GetType().Name + ": " + exception.Message;
                }
            }
        }

        public static partial class Scenario
        {
            public static Task<string> Call(System.IServiceProvider services, string set, string tool, string arguments)
            {
                dynamic tools = services.GetService(typeof(Scenario).Assembly.GetType(set, throwOnError: true)!)!;
                return Calls.CallAsync((System.Collections.Generic.IEnumerable<Microsoft.Extensions.AI.AIFunction>)tools.Functions, tool, arguments);
            }
        }
        """;

    public static UserProject Of(params string[] sources) => UserProject.Of([.. sources, Calls]);

    /// <summary>Calls a tool of a set that the program's host made.</summary>
    public static Task<string> CallToolAsync(this RunningProgram program, string set, string tool, string arguments = "{}") =>
        program.CallAsync("Call", set, tool, arguments);
}
