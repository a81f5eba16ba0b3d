using Runnel.Sqlite.Database;
using Runnel.Sqlite.Queues;
using Runnel.Sqlite.Reading;
using Runnel.Sqlite.Tables;
using Runnel.Sqlite.Tests.Harness;
using Runnel.Sqlite.Upkeep;

namespace Runnel.Sqlite.Tests.Queues;

/// <summary>How long a statement takes must not depend on how many runs there are: none reads a table from its beginning, and none sorts.</summary>
public sealed class QueryPlanTests : IDisposable
{
    // Tables of a few rows, and the lanes of those that stand in line.
    private static readonly string[] Short = ["meta", "queue", "task", "schedule", "worker", "garbage", "run USING COVERING INDEX run_line"];

    private readonly StoreFolder folder = new();
    private readonly Connection connection;

    public QueryPlanTests()
    {
        folder.Open().Dispose();
        connection = Connection.Open(folder.File);
    }

    public void Dispose()
    {
        connection.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void NoStatementOfTheWriter_ScansOrSorts()
    {
        var declarations = new Declarations(connection);
        _ = (new RunTable(connection), new ReadyTable(connection), new LogTable(connection), new TagTable(connection), new ClaimTable(connection));
        _ = (new ScheduleTable(connection), new WorkerTable(connection), new PlaceTable(connection), new SlotTable(connection));
        _ = new Declaring(connection, declarations, null!);
        _ = new RetentionTables(connection);

        AssertSearches();
    }

    [Fact]
    public void NoStatementOfReaders_ScansOrSorts()
    {
        _ = (new RunQueries(connection), new RunLists(connection), new LogPages(connection), new SetupQueries(connection));

        AssertSearches();
    }

    [Theory]
    [InlineData("ORDER BY priority DESC, ready", "run_ready (place=?)")]
    [InlineData("due <= ?", "run_due (task=? AND due>? AND due<?)")]
    [InlineData("finished IS NULL AND expires <= ?", "run_expires (task=? AND expires>? AND expires<?)")]
    [InlineData("ORDER BY turn", "place_open (task=?)")]
    [InlineData("ORDER BY line", "run_line (queue=? AND key=? AND line>?)")]
    [InlineData("run.parent = ?8", "run_parent (parent=? AND id<?)")]
    [InlineData("INDEXED BY run_batch", "run_batch (batch=? AND id<?)")]
    [InlineData("found.tag = ?7", "SEARCH found USING PRIMARY KEY (tag=? AND id<?)")]
    [InlineData("(finished, no) >", "run_finished (finished>? AND finished<?)")]
    public void Statement_SearchesTheIndexThatIsMadeForIt(string statement, string search)
    {
        _ = (new ReadyTable(connection), new PlaceTable(connection), new SlotTable(connection), new RunLists(connection), new RetentionTables(connection));

        var sql = Assert.Single(connection.Prepared, sql => sql.Contains(statement, StringComparison.Ordinal));
        Assert.Contains(search, Plan(sql)[0], StringComparison.Ordinal);
    }

    private void AssertSearches()
    {
        foreach (var sql in connection.Prepared.Where(sql => !sql.StartsWith("PRAGMA", StringComparison.Ordinal)).ToList())
        {
            var plan = Plan(sql);
            Assert.DoesNotContain(plan, IsLongScan);
            Assert.False(Sorts(plan), sql);
        }
    }

    // Of what executes there are as many as workers can hold.
    private static bool Sorts(List<string> plan) =>
        plan.Exists(step => step.Contains("B-TREE FOR ORDER BY", StringComparison.Ordinal)) && !plan[0].Contains("run_owned", StringComparison.Ordinal);

    private static bool IsLongScan(string step) =>
        step.StartsWith("SCAN ", StringComparison.Ordinal) && !Short.Any(table => step["SCAN ".Length..] == table || step.StartsWith($"SCAN {table} ", StringComparison.Ordinal));

    private List<string> Plan(string sql)
    {
        using var explained = connection.Prepare($"EXPLAIN QUERY PLAN {sql}");
        var steps = new List<string>();
        using var rows = explained.Read();
        while (rows.Next())
        {
            steps.Add(explained.GetString(3));
        }

        return steps;
    }
}
