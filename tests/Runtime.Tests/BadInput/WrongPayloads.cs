using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Runnel.Tests.Simulation;
using Runnel.Tests.Validation;

namespace Runnel.Tests.BadInput;

/// <summary>Payloads that were sent by mistake, or on purpose.</summary>
public sealed class WrongPayloads
{
    internal sealed record Chain(string Name, Chain? Next = null, [property: MaxLength(10)] string? Note = null);

    [Fact]
    public void ATextOfAMegabyte_IsReported_NotRepeated()
    {
        var problem = Reading.Problem<Chain>($$"""{"name":"a","note":"{{new string('x', 1024 * 1024)}}"}""");

        Assert.Equal("$.note: must have at most 10 characters; it has 1,048,576 characters.", problem);
    }

    [Fact]
    public void AThousandLevels_AreRefused_WithoutAStackOverflow()
    {
        Assert.Equal("$: it is nested more than 64 levels deep; make it flatter.", Reading.Problem<Chain>(Deep(1000)));
        Assert.Equal("$: it is nested more than 64 levels deep; make it flatter.", Reading.Problem<JsonElement>(new string('[', 1000) + new string(']', 1000)));
        Assert.Equal("$: it is nested more than 64 levels deep; make it flatter.", Reading.Problem<Chain>(Deep(65)));
        Assert.Equal("a", Reading.Read<Chain>(Deep(64)).Name);
    }

    [Fact]
    public void AThousandLevels_CreateNoRun() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        using var deep = JsonDocument.Parse($$"""{"text":"a","other":{{new string('[', 1000)}}{{new string(']', 1000)}}}""", new JsonDocumentOptions { MaxDepth = 2000 });

        var error = await Assert.ThrowsAsync<PayloadException>(() => host.Runnel.TriggerAsync("test", deep.RootElement));

        Assert.Contains("64 levels", error.Reason);
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void MembersThatNobodyKnows_AreLeftOut() => Assert.Equal("a", Reading.Read<Chain>("""{"name":"a","other":1,"another":{}}""").Name);

    [Fact]
    public void NumbersBeyondTheirType_AreRefused()
    {
        Assert.Equal("$.share: the number is beyond what a double can hold.", Reading.Problem<Simple>("""{"text":"a","count":1,"large":1,"share":1e999,"price":1,"isOn":true,"weight":1}"""));
        Assert.Equal("$.price: expected a number, got the number 1e99.", Reading.Problem<Simple>("""{"text":"a","count":1,"large":1,"share":1,"price":1e99,"isOn":true,"weight":1}"""));
    }

    private static string Deep(int levels) =>
        string.Concat(Enumerable.Repeat("""{"name":"a","next":""", levels - 1)) + """{"name":"a"}""" + new string('}', levels - 1);
}
