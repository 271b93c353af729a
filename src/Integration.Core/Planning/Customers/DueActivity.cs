using ErpSync.Model;

namespace ErpSync.Planning.Customers;

/// <summary>Something that happened and was not told yet.</summary>
/// <param name="Name">Name of its link, without the prefix.</param>
/// <param name="Activity">What to tell.</param>
/// <param name="Content">What to remember when it says how the order stands, otherwise null.</param>
internal sealed record DueActivity(string Name, CustomerActivity Activity, ToldContent? Content = null)
{
    /// <summary>Names this telling for ever; an order may be edited back to what it was, so its revision counts as well.</summary>
    public string Intent => Name == ToldActivities.Updated ? FormattableString.Invariant($"{Name}/{Content!.Revision}/{Content.Hash}") : Name;
}
