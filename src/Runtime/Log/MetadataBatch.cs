namespace Runnel.Log;

/// <summary>Metadata changes on their way to one entry: of several that overwrite each other, the last stays.</summary>
internal sealed class MetadataBatch
{
    public List<MetadataOperation> Operations { get; } = [];

    public void Add(MetadataOperation operation)
    {
        switch (operation.Kind)
        {
            case MetadataOperationKind.Set or MetadataOperationKind.Remove:
                Operations.RemoveAll(earlier => earlier.Key == operation.Key);
                break;
            case MetadataOperationKind.Increment when LastOf(operation.Key) is { Kind: MetadataOperationKind.Increment } earlier:
                Operations.Remove(earlier);
                var sum = earlier.Value!.GetValue<double>() + operation.Value!.GetValue<double>();
                operation = operation with { Value = Math.Clamp(sum, double.MinValue, double.MaxValue) };
                break;
        }

        Operations.Add(operation);
    }

    private MetadataOperation? LastOf(string key) => Operations.FindLast(operation => operation.Key == key);
}
