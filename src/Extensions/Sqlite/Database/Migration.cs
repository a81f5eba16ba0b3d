namespace Runnel.Sqlite.Database;

/// <summary>A step of the schema: what takes a file from the version before to this one, in one transaction.</summary>
/// <param name="Version">The version that the file has afterwards; the first is 1, and each is one more than the one before.</param>
/// <param name="Sql">The statements.</param>
internal sealed record Migration(int Version, string Sql);
