namespace Runnel.Testing.Conformance;

/// <summary>The cases of one area, as its file lists them.</summary>
internal sealed class CaseList(ConformanceArea area, StoreCapabilities requires = StoreCapabilities.None)
{
    private readonly List<ConformanceCase> cases = [];

    public IReadOnlyList<ConformanceCase> All => cases;

    public void Add(string name, Func<StoreUnderTest, Task> body) => Add(name, StoreCapabilities.None, body);

    public void Add(string name, StoreCapabilities alsoRequires, Func<StoreUnderTest, Task> body) =>
        cases.Add(new ConformanceCase(area, name, requires | alsoRequires, body));
}
