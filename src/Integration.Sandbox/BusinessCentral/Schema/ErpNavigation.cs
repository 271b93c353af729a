namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>A navigation from one entity to another.</summary>
/// <param name="Name">Name in URLs and bodies.</param>
/// <param name="TargetSet">Entity set it leads to.</param>
/// <param name="Collection">True for children, false for a single related entity.</param>
/// <param name="Source">Property of this entity that is compared.</param>
/// <param name="Target">Property of the target that must equal it.</param>
/// <param name="Part">True for a part of the page: children that can be created together with their parent.</param>
internal sealed record ErpNavigation(string Name, string TargetSet, bool Collection, string Source, string Target, bool Part)
{
    public static ErpNavigation Children(string set, string target, string source = "id") => new(set, set, true, source, target, true);

    public static ErpNavigation One(string name, string set, string source) => new(name, set, false, source, "id", false);
}
