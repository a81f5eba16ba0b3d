using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Tables;

/// <summary>What runs are found by, for writing.</summary>
internal sealed class TagTable(Connection connection)
{
    private readonly Statement insert = connection.Prepare("INSERT INTO tag(tag, id) VALUES (?, ?) ON CONFLICT DO NOTHING");

    public void Add(string runId, IReadOnlyList<string> tags)
    {
        for (var index = 0; index < tags.Count; index++)
        {
            insert.Bind(1, tags[index]).Bind(2, runId).Execute();
        }
    }
}
