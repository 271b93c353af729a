using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Planning.Documents.Settings;

/// <summary>What a document line posts to: an item, an account role or an item charge.</summary>
public sealed record LineTarget
{
    private LineTarget(SalesDocumentLineType type) => Type = type;

    /// <summary>Kind of target.</summary>
    public SalesDocumentLineType Type { get; }

    /// <summary>The item (type Item).</summary>
    public ItemTarget? Item { get; private init; }

    /// <summary>The account role (type AccountRole).</summary>
    public AccountRole? Role { get; private init; }

    /// <summary>Code of the item charge (type ItemCharge); it is spread equally over the items.</summary>
    public string? Charge { get; private init; }

    /// <summary>Posts to an item.</summary>
    /// <param name="item">The item.</param>
    public static LineTarget ToItem(ItemTarget item) => new(SalesDocumentLineType.Item) { Item = item };

    /// <summary>Posts to the account of a role.</summary>
    /// <param name="role">The role.</param>
    public static LineTarget ToRole(AccountRole role) => new(SalesDocumentLineType.AccountRole) { Role = role };

    /// <summary>Posts to an item charge.</summary>
    /// <param name="charge">Code of the charge.</param>
    public static LineTarget ToCharge(string charge) => new(SalesDocumentLineType.ItemCharge) { Charge = charge };
}
