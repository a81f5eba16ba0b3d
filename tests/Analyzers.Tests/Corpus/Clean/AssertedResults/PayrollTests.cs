using System.ComponentModel.DataAnnotations;
using Runnel;
using Xunit;

namespace Payroll.Tests;

public sealed record Timesheet(string Employee, [property: Range(0, 400)] int Hours);

[Task("pay-employee")]
public sealed partial class PayEmployee
{
    public int Run(Timesheet sheet) => sheet.Hours * 40;
}

public sealed class PayrollService(PayEmployee.TaskClient pay)
{
    public async Task<int> TotalAsync(params Timesheet[] sheets)
    {
        var paid = new List<int>();
        foreach (var sheet in sheets)
        {
            paid.Add((await pay.TriggerAndWaitAsync(sheet)).GetOutputOrThrow());
        }

        return paid.Sum();
    }
}

public sealed class PayrollTests
{
    private readonly FakePay pay = new();

    [Fact]
    public async Task HoursArePaid()
    {
        var result = await pay.TriggerAndWaitAsync(new Timesheet("Ada", 10));

        result.Output.Should().Be(400);
    }

    [Fact]
    public async Task HoursArePaidAtOnce() => (await pay.TriggerAndWaitAsync(new Timesheet("Ada", 2))).Output.Should().Be(80, because: "40 an hour");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 120)]
    public async Task EachHourCounts(int hours, int expected)
    {
        var result = await pay.TriggerAndWaitAsync(new Timesheet("Grace", hours));
        var actual = result.Output;

        Assert.Equal(expected, actual);
    }

    [Fact]
    public async Task PayGrowsWithTheHours()
    {
        var less = await pay.TriggerAndWaitAsync(new Timesheet("Joan", 10));
        var more = await pay.TriggerAndWaitAsync(new Timesheet("Joan", 11));

        Assert.True(less.Output < more.Output, "An hour more is paid.");
        Assert.InRange(more.Output - less.Output, 40, 40);
        Assert.Collection([less, more], result => Assert.Equal(400, result.Output), result => Assert.Equal(440, result.Output));
    }

    [Fact]
    public async Task NobodyWorks500Hours()
    {
        await Assert.ThrowsAsync<ValidationException>(async () =>
        {
            await pay.TriggerAndWaitAsync(new Timesheet("Bob", 500));
        });
        Func<Task> act = async () => { await pay.TriggerAndWaitAsync(new Timesheet("Bob", 401)); };
        await act.Should().ThrowAsync<ValidationException>();
        Assert.NotNull(await Record.ExceptionAsync(() => pay.TriggerAndWaitAsync(new Timesheet("Bob", -1))));
    }

    [Fact]
    public async Task TheServiceAddsUp()
    {
        var total = await new PayrollService(pay).TotalAsync(new("Ada", 1), new("Grace", 2));

        total.Should().Be(120);
        await pay.Received(2).TriggerAndWaitAsync(Arg.Any<Timesheet>());
        await pay.DidNotReceive().BatchTriggerAndWaitAsync(Arg.Any<IEnumerable<BatchItem<Timesheet>>>());
    }

    private sealed class FakePay : PayEmployee.TaskClient
    {
        private readonly List<Timesheet> sheets = [];
        private int? expected;

        public FakePay Received(int count) => new() { expected = count - sheets.Count };

        public FakePay DidNotReceive() => Received(sheets.Count);

        public override Task<TaskResult<int>> TriggerAndWaitAsync(Timesheet payload, TriggerOptions? options = null, CancellationToken cancellationToken = default)
        {
            if (expected is { } missing)
            {
                Assert.Equal(0, missing);
                return Task.FromResult<TaskResult<int>>(null!);
            }

            Validator.ValidateObject(payload, new ValidationContext(payload), validateAllProperties: true);
            sheets.Add(payload);
            return Task.FromResult(new TaskResult<int> { RunId = "run_1", Status = RunStatus.Completed, Output = payload.Hours * 40 });
        }

        public override Task<IReadOnlyList<TaskResult<int>>> BatchTriggerAndWaitAsync(
            IEnumerable<BatchItem<Timesheet>> items, CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<TaskResult<int>>>([]);
    }
}

public static class Arg
{
    public static T Any<T>() => default!;
}

public readonly record struct Subject<T>(T Value)
{
    public void Be(T expected, string because = "") => Assert.True(EqualityComparer<T>.Default.Equals(Value, expected), $"{Value} is not {expected}: {because}");
}

public readonly record struct ActSubject(Func<Task> Act)
{
    public Task ThrowAsync<TException>()
        where TException : Exception => Assert.ThrowsAsync<TException>(Act);
}

public static class Assertions
{
    public static Subject<int> Should(this int value) => new(value);

    public static ActSubject Should(this Func<Task> act) => new(act);
}
