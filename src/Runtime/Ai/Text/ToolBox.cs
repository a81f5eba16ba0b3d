using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>What a model may call, by name.</summary>
internal sealed class ToolBox<TTools>
    where TTools : class, IToolSet
{
    private readonly Dictionary<string, BoxedTool<TTools>> tools = new(StringComparer.Ordinal);
    private readonly List<AITool> others;

    public ToolBox(IReadOnlyList<AIFunction> functions, IReadOnlyList<IToolParts<ITextStreamPart<TTools>>> parts, StreamTextOptions? options)
    {
        var replacing = (options?.Replacing ?? []).ToDictionary(function => function.Name, StringComparer.Ordinal);
        for (var index = 0; index < functions.Count; index++)
        {
            var function = replacing.Remove(functions[index].Name, out var other) ? other : functions[index];
            tools.Add(function.Name, new BoxedTool<TTools>(function, parts[index], functions[index].GetService<IToolBinding>()));
        }

        if (replacing.Keys.FirstOrDefault() is { } unknown)
        {
            throw new ArgumentException($"StreamTextOptions.Replacing has '{unknown}', but the set has no tool of that name. Add it to AdditionalTools.", nameof(options));
        }

        others = [.. options?.Chat?.Tools ?? [], .. options?.AdditionalTools ?? []];
        foreach (var tool in others.OfType<AIFunctionDeclaration>())
        {
            if (!tools.TryAdd(tool.Name, new BoxedTool<TTools>(tool, parts: null, binding: null)))
            {
                throw new ArgumentException($"There are two tools named '{tool.Name}'. A model cannot tell them apart; rename one.", nameof(options));
            }
        }
    }

    /// <summary>All tools, as the model is told of them.</summary>
    public IReadOnlyList<AITool> All => [.. tools.Values.Where(tool => tool.Parts is not null).Select(tool => tool.Declaration), .. others];

    public BoxedTool<TTools>? Find(string name) => tools.GetValueOrDefault(name);

    /// <summary>What a model is told that calls a tool that is not there.</summary>
    public string NoSuchTool(string name) => tools.Count == 0
        ? $"There is no tool '{name}', and no other."
        : $"There is no tool '{name}'. There are: {string.Join(", ", tools.Keys.Order(StringComparer.Ordinal))}.";
}

/// <summary>A tool that a model may call.</summary>
/// <param name="declaration">What the model is shown.</param>
/// <param name="parts">How the parts of its calls are made; nothing for one that is known only at run time.</param>
/// <param name="binding">How its arguments are bound.</param>
internal sealed class BoxedTool<TTools>(AIFunctionDeclaration declaration, IToolParts<ITextStreamPart<TTools>>? parts, IToolBinding? binding)
    where TTools : class, IToolSet
{
    public AIFunctionDeclaration Declaration => declaration;

    public IToolParts<ITextStreamPart<TTools>>? Parts => parts;

    /// <summary>How its arguments are bound.</summary>
    public IToolBinding? Binding => binding;

    /// <summary>Whose JSON its parts are written in.</summary>
    public JsonSerializerOptions Options => binding?.Options ?? AIJsonUtilities.DefaultOptions;

    /// <summary>Whether its calls are the caller's to answer.</summary>
    public bool IsDeclaredOnly => declaration is not AIFunction;

    /// <summary>Whether each call is a child of the run whose code asks, and nothing besides: what wraps a function does something of its own.</summary>
    public bool IsChild { get; } = declaration is IToolBinding { IsChild: true };
}
