using static ArchUnitNET.Fluent.ArchRuleDefinition;
using LoadedArchitecture = ArchUnitNET.Domain.Architecture;

namespace ErpSync.Architecture.Tests.Rules;

/// <summary>The order of dependence between the core's folders: a folder may use those before it, never those after it.</summary>
internal static class LayerRules
{
    /// <summary>From the foundation up; the folders of one row do not know each other.</summary>
    public static readonly IReadOnlyList<IReadOnlyList<string>> Rows =
    [
        ["Model"], ["Connectors"], ["Ownership"], ["Inventory"], ["Finance"], ["Planning"], ["Storage"], ["Engine"], ["Reconciliation", "Demand"],
    ];

    /// <summary>Folders outside the order: every folder may use them.</summary>
    public static readonly IReadOnlyList<string> Free = ["Diagnostics"];

    /// <summary>The folder that puts everything together: it may use every folder, and none can use it, since it holds only extensions of the host's builder.</summary>
    public const string Composition = "DependencyInjection";

    public static IEnumerable<string> Violations(LoadedArchitecture architecture, string rootNamespace, string folder)
    {
        var after = FoldersAfter(folder);
        if (after.Count == 0) return [];
        var rule = Types().That().ResideInNamespaceMatching(InFolder(rootNamespace, [folder]))
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(InFolder(rootNamespace, after)))
            .WithoutRequiringPositiveResults();
        return rule.Evaluate(architecture).Where(result => !result.Passed).Select(result => result.Description);
    }

    public static IReadOnlyList<string> FoldersAfter(string folder)
    {
        var row = Rows.Select((folders, index) => (folders, index)).First(candidate => candidate.folders.Contains(folder)).index;
        return [.. Rows[row].Where(other => other != folder), .. Rows.Skip(row + 1).SelectMany(folders => folders)];
    }

    private static string InFolder(string rootNamespace, IReadOnlyList<string> folders)
        => $@"^{rootNamespace.Replace(".", @"\.", StringComparison.Ordinal)}\.({string.Join('|', folders)})(\..*)?$";
}
