using System.Globalization;
using System.Text;

namespace Runnel.Validation;

/// <summary>The way to a value from the root of its JSON: <c>$.items[3].name</c>.</summary>
internal sealed class JsonPlace
{
    private const int MaxNameLength = 100;

    private readonly List<(string? Name, int Index)> steps = [];

    public int Depth => steps.Count;

    public void Push(string name) => steps.Add((name, 0));

    public void Push(int index) => steps.Add((null, index));

    public void Pop() => steps.RemoveAt(steps.Count - 1);

    public override string ToString()
    {
        var text = new StringBuilder("$");
        foreach (var (name, index) in steps)
        {
            if (name is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else if (IsPlain(name))
            {
                text.Append('.').Append(name);
            }
            else
            {
                // Keys of dictionaries are whatever the sender wrote.
                var shown = name.Length <= MaxNameLength ? name : $"{name.AsSpan(0, MaxNameLength)}…";
                text.Append("['").Append(shown.Replace("'", "\\'", StringComparison.Ordinal)).Append("']");
            }
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= MaxNameLength && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '$' or '-');
}
