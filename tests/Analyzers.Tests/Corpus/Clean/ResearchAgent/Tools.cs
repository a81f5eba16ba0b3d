using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Runnel;

namespace Munson.Research;

public sealed record SearchHit(string Title, Uri Url, string Snippet);

public interface ISearchEngine
{
    Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int count, CancellationToken cancellationToken);
}

[ToolTask("search-web", Name = "searchWeb", Description = "Search the web", MaxAttempts = 3, MaxDurationSeconds = 20)]
public sealed partial class SearchWeb(ISearchEngine engine)
{
    public async Task<IReadOnlyList<SearchHit>> RunAsync(
        [Description("Words to search for"), StringLength(200, MinimumLength = 2)] string query,
        [Range(1, 20)] int count = 5,
        CancellationToken cancellationToken = default) => await engine.SearchAsync(query, count, cancellationToken);
}

[ToolTask("read-page", Name = "readPage", Description = "Read the text of a web page")]
public sealed partial class ReadPage(HttpClient http)
{
    private const int MaxLength = 20_000;

    public async Task<string> RunAsync(Uri url, CancellationToken cancellationToken)
    {
        var text = await http.GetStringAsync(url, cancellationToken);
        return text.Length > MaxLength ? text[..MaxLength] : text;
    }
}

[Tools(typeof(SearchWeb), typeof(ReadPage))]
public sealed partial class ResearchTools(TimeProvider time)
{
    [Tool("today", Description = "The date of today")]
    public DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().Date);
}
