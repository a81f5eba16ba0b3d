using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;

namespace Runnel.Guide.Tests.Runs;

/// <summary>What the guide's page on runs that trigger runs shows, done.</summary>
public sealed class ReportTests
{
    [Fact]
    public async Task TheReport_IsWrittenOnce_AndItsSubscribersSeeItCount()
    {
        var (office, measured) = (new Office(), new List<string>());
        await using var host = await RunnelTestHost.StartAsync(ReportHost.Configure, services => services.AddSingleton<IOffice>(office).AddSingleton(measured));
        var runnel = host.Services.GetRequiredService<IRunnelClient>();

        var seen = await host.AdvanceUntilAsync(ReportHost.OrderAsync(host.Client<WriteReport.TaskClient>(), runnel));

        Assert.Equal(("True", "Completed"), (seen[0], seen[^1]));
        Assert.Contains("Waiting", seen);
        var run = Assert.Single(await runnel.ListAsync(new RunQuery { TaskId = "report" }));
        Assert.Equal(3, (await runnel.GetAsync(run.Id))!.Metadata.GetProperty("read").GetInt32());
        Assert.Equal(["acme 6 R1"], office.Sent);
        Assert.Contains("report 30", measured);
    }

    private sealed class Office : IOffice
    {
        private int numbers;

        public List<string> Sent { get; } = [];

        public Task<int> ReadAsync(string source, CancellationToken cancellationToken) => Task.FromResult(source[0] - 'a' + 1);

        public Task<string> NextNumberAsync(CancellationToken cancellationToken) => Task.FromResult($"R{++numbers}");

        public Task SendAsync(string customer, Report report, CancellationToken cancellationToken)
        {
            Sent.Add($"{customer} {report.Words} {report.Number}");
            return Task.CompletedTask;
        }
    }
}
