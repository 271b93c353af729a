using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Copies what two kinds of records have in common, as posting does by field number.</summary>
internal static class RowCopy
{
    public static void Shared(ErpRow from, ErpRow to, params ReadOnlySpan<string> except)
    {
        foreach (var property in to.Entity.Properties)
        {
            if (property.Flow is null && !except.Contains(property.Name) && from.Entity.Find(property.Name)?.Kind == property.Kind)
            {
                to[property.Name] = from[property.Name];
            }
        }
    }
}
