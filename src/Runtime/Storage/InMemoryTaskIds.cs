namespace Runnel.Storage;

/// <summary>The tasks of a take as a set, made once for a worker that asks for the same again and again. Guarded by the store's lock.</summary>
internal sealed class InMemoryTaskIds
{
    private HashSet<string> last = [];

    public IReadOnlySet<string> Of(TakeRequest request)
    {
        if (last.Count != request.TaskIds.Count || !last.IsSupersetOf(request.TaskIds))
        {
            last = request.TaskIds.ToHashSet(StringComparer.Ordinal);
        }

        return last;
    }
}
