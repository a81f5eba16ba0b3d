using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;
using Runnel.Tools.Tests.Sets;

namespace Runnel.Tools.Tests.Calls;

public sealed class FunctionTests
{
    [Fact]
    public async Task CallOfToolTask_IsARun_TaggedWithTheCallsId()
    {
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services.AddSingleton<Answers>());
        var tools = host.Services.GetRequiredService<WeatherTools>();
        var arguments = new AIFunctionArguments { ["location"] = "Oslo", ["days"] = 3 };
        arguments.SetToolCallId("call_1");

        var result = await host.AdvanceUntilAsync(tools.GetWeather.InvokeAsync(arguments).AsTask());

        Assert.Equal("""{"location":"Oslo","celsius":13}""", Assert.IsType<JsonElement>(result).GetRawText());
        var run = Assert.Single(await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { Tag = "call_1" }));
        Assert.Equal("get-weather", run.TaskId);
        Assert.Equal(RunStatus.Completed, run.Status);
    }

    [Fact]
    public async Task CallOfMethod_IsInProcess()
    {
        var tools = new WeatherTools(TimeProvider.System);

        var result = await tools.ConvertTool.InvokeAsync(new() { ["celsius"] = 100 });

        Assert.Equal("212", Assert.IsType<JsonElement>(result).GetRawText());
        Assert.Equal(["getWeather", "lookUp", "loop", "convert", "now", "fail"], tools.Functions.Select(function => function.Name));
    }
}
