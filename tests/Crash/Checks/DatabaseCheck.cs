using Runnel.Crash.Roles;
using SQLitePCL;

namespace Runnel.Crash.Checks;

/// <summary>What SQLite itself says of the file.</summary>
internal static class DatabaseCheck
{
    public static void Check(WorkFolder folder, Findings findings)
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open_v2(folder.Database, out var database, raw.SQLITE_OPEN_READWRITE, null);
        using (database)
        {
            if (code != raw.SQLITE_OK)
            {
                findings.Add(FindingKind.Broken, $"SQLite does not open {folder.Database}: code {code}.");
                return;
            }

            code = raw.sqlite3_prepare_v2(database, "PRAGMA integrity_check", out var statement);
            using (statement)
            {
                while (code is raw.SQLITE_OK && (code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                {
                    code = raw.SQLITE_OK;
                    if (raw.sqlite3_column_text(statement, 0).utf8_to_string() is var line and not "ok")
                    {
                        findings.Add(FindingKind.Broken, $"SQLite's integrity_check: {line}");
                    }
                }
            }

            if (code != raw.SQLITE_DONE)
            {
                findings.Add(FindingKind.Broken, $"SQLite's integrity_check ended with code {code}: {raw.sqlite3_errmsg(database).utf8_to_string()}");
            }
        }
    }
}
