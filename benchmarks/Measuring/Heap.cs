namespace Runnel.Benchmarks.Measuring;

/// <summary>The managed heap, seen from outside.</summary>
internal static class Heap
{
    /// <summary>Collects everything that is not reachable.</summary>
    public static void Clean()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
    }

    /// <summary>The bytes of what is reachable now.</summary>
    public static long LiveBytes()
    {
        Clean();
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
