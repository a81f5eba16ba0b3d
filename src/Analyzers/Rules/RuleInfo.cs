namespace Runnel.Analyzers.Rules;

/// <summary>What all rules have in common.</summary>
internal static class RuleInfo
{
    public const string Category = "Runnel.Shape";

    /// <summary>Where the rules' pages are: <c>docs/rules</c> of the repository.</summary>
    public const string Pages = "https://github.com/runnel-net/runnel/blob/main/docs/rules/";
}
