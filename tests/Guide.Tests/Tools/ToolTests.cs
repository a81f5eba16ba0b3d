using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Runnel.Testing;
using Part = Runnel.Guide.Tests.Tools.Plan.StreamPart;

namespace Runnel.Guide.Tests.Tools;

/// <summary>What the guide's page on tools shows, done.</summary>
public sealed class ToolTests
{
    [Fact]
    public async Task ThePlan_AsksForTheWeather_InARunOfItsOwn()
    {
        await using var host = await StartAsync();

        var run = await host.Client<Plan.TaskClient>().TriggerAsync("Coat in Oslo?");
        var result = await host.AdvanceUntilAsync(run.WaitAsync());

        Assert.Equal("It is 7 °C.", result.GetOutputOrThrow());
        var runs = await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { TaskId = "get-weather" });
        Assert.Equal(run.Id, (await host.Client<GetWeather.TaskClient>().GetAsync(Assert.Single(runs).Id))!.ParentId);
        Assert.Contains("It is 7 °C.", (await run.SubscribeAsync().ToListAsync()).Select(PlanPage.Show));
    }

    [Fact]
    public async Task TheTalk_StreamsWhatTheModelDoes()
    {
        await using var host = await StartAsync();

        var run = await host.Client<Talk.TaskClient>().TriggerAsync("Coat in Oslo?");
        var result = await host.AdvanceUntilAsync(run.WaitAsync());

        Assert.Equal("It is 7 °C.", result.GetOutputOrThrow());
        var parts = (await run.SubscribeAsync().ToListAsync()).OfType<Talk.StreamPart.Model>().Select(part => part.Chunk).ToList();
        Assert.Equal("Oslo", Assert.Single(parts.OfType<GetWeather.ToolCall>()).Arguments.City);
        Assert.Equal(7, Assert.Single(parts.OfType<GetWeather.ToolResult>()).Output.Celsius);
    }

    [Fact]
    public void ThePage_ShowsEachPart()
    {
        Assert.Equal("How is the weather in Oslo?", PlanPage.Show(new Part.Model(new GetWeather.ToolCall("1", new GetWeather.Arguments("Oslo")))));
        Assert.Equal("7 °C", PlanPage.Show(new Part.Model(new GetWeather.ToolResult("1", new GetWeather.Arguments("Oslo"), new Weather("Oslo", 7)))));
        Assert.Equal("50 °F", PlanPage.Show(new Part.Model(new TripTools.ConvertToolResult("2", new TripTools.ConvertArguments(10), 50))));
    }

    [Theory]
    [InlineData(true, "It is 7 °C.")]
    [InlineData(false, "The user did not approve of the call; it was not made.")]
    public async Task TheTalk_GoesOn_WhenItsCallIsAnswered(bool isApproved, string answer)
    {
        await using var host = await StartAsync();
        var (tools, model) = (host.Services.GetRequiredService<TripTools>(), host.Services.GetRequiredService<IChatClient>());
        ChatMessage[] asked = [new(ChatRole.User, "Coat in Oslo?")];
        var options = new StreamTextOptions { MaxSteps = 5, Replacing = [PlanPage.Urgent(tools)] };

        var steps = await model.StreamText(asked, tools, options).Steps;
        Assert.Empty(steps[0].Results);

        Assert.Equal(answer, await host.AdvanceUntilAsync(PlanPage.GoOn(model, tools, options, asked, steps, isApproved).Text.AsTask()));
    }

    [Fact]
    public async Task TheSet_IsAServer()
    {
        await using var host = await StartAsync();
        var tools = host.Services.GetRequiredService<TripTools>();
        var (toServer, toClient) = (new Pipe(), new Pipe());
        await using var server = PlanPage.Serve(tools, new StreamServerTransport(toServer.Reader.AsStream(), toClient.Writer.AsStream()));
        _ = server.RunAsync();
        await using var client = await McpClient.CreateAsync(new StreamClientTransport(toServer.Writer.AsStream(), toClient.Reader.AsStream()));

        var converted = await client.CallToolAsync("convert", new Dictionary<string, object?> { ["celsius"] = 10 });

        Assert.Equal("50", Assert.IsType<TextContentBlock>(Assert.Single(converted.Content)).Text);
        Assert.Equal("getWeather", PlanPage.Urgent(tools).Name);
    }

    private static Task<RunnelTestHost> StartAsync() => RunnelTestHost.StartAsync(
        runnel => runnel.AddQueue("sources", concurrencyLimit: 4).AddTasks(),
        services => services.AddSingleton<IWeatherApi>(new Seven()).AddSingleton<IChatClient>(new OneCall()));

    private sealed class Seven : IWeatherApi
    {
        public Task<double> ReadAsync(string city, int days, CancellationToken cancellationToken) => Task.FromResult(7.0);
    }

    /// <summary>Calls the first tool once, as a client that calls functions does.</summary>
    private sealed class OneCall : IChatClient
    {
        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var function = options!.Tools!.OfType<AIFunction>().First(tool => tool.Name == "getWeather");
            var weather = (JsonElement)(await function.InvokeAsync(new() { ["city"] = "Oslo" }, cancellationToken))!;
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, $"It is {weather.GetProperty("celsius").GetDouble()} °C."));
        }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            yield return messages.Last().Contents switch
            {
                [FunctionResultContent { Result: JsonElement weather }] => new ChatResponseUpdate(ChatRole.Assistant, $"It is {weather.GetProperty("celsius").GetDouble()} °C."),
                [FunctionResultContent { Result: string why }] => new ChatResponseUpdate(ChatRole.Assistant, why),
                _ => new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("call_1", "getWeather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
            };
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
