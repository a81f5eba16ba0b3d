namespace Runnel.Analyzers.Rules;

/// <summary>What all rules have in common.</summary>
internal static class RuleInfo
{
    /// <summary>Of a declaration that nothing can be generated for.</summary>
    public const string Category = "Runnel.Shape";

    /// <summary>Of code that writes or reads streams.</summary>
    public const string Streams = "Runnel.Streams";

    /// <summary>Of code that calls tasks, and of what models and callers are shown of them.</summary>
    public const string Usage = "Runnel.Usage";

    /// <summary>Where the rules' pages are: <c>docs/rules</c> of the repository.</summary>
    public const string Pages = "https://github.com/runnel-net/runnel/blob/main/docs/rules/";
}
