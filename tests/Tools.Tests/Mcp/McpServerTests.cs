using System.IO.Pipelines;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Runnel.Testing;
using Runnel.Tools.Tests.Sets;

namespace Runnel.Tools.Tests.Mcp;

/// <summary>A set of tools as an MCP server, called by the protocol's own client over a pair of streams.</summary>
public sealed class McpServerTests
{
    [Fact]
    public async Task Set_AsServer_ShowsItsToolsAndAnswersCalls()
    {
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services.AddSingleton<Answers>());
        var tools = host.Services.GetRequiredService<WeatherTools>();
        var (toServer, toClient) = (new Pipe(), new Pipe());

        // This is all: a set's functions are the server's tools.
        await using var server = McpServer.Create(
            new StreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream()),
            new McpServerOptions { ToolCollection = [.. tools.Functions.Select(function => McpServerTool.Create(function))] });
        _ = server.RunAsync();

        await using var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()));
        var shown = await client.ListToolsAsync();
        var converted = await client.CallToolAsync("convert", new Dictionary<string, object?> { ["celsius"] = 100 });
        var weather = await host.AdvanceUntilAsync(client.CallToolAsync("getWeather", new Dictionary<string, object?> { ["location"] = "Oslo" }).AsTask());
        var mistaken = await client.CallToolAsync("getWeather", new Dictionary<string, object?> { ["days"] = 2 });

        var failed = await client.CallToolAsync("fail", new Dictionary<string, object?> { ["reason"] = "as told" });

        Assert.Equal(["convert", "fail", "getWeather", "lookUp", "loop", "now"], shown.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.Equal("Get the weather for a location", shown.Single(tool => tool.Name == "getWeather").Description);
        Assert.Equal("City name", shown.Single(tool => tool.Name == "getWeather").JsonSchema.GetProperty("properties").GetProperty("location").GetProperty("description").GetString());
        Assert.Equal("212", TextOf(converted));
        Assert.Equal("""{"location":"Oslo","celsius":11}""", TextOf(weather));
        Assert.Equal((null, true), (mistaken.IsError, failed.IsError));
        Assert.Contains("location", TextOf(mistaken), StringComparison.Ordinal);
        Assert.Equal("get-weather", Assert.Single(await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery())).TaskId);
    }

    private static string TextOf(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
}
