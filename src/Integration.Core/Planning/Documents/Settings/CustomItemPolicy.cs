namespace ErpSync.Planning.Documents.Settings;

/// <summary>What happens to an order line without an article behind it: a custom item, a duty or a fee.</summary>
public enum CustomItemPolicy
{
    /// <summary>The document waits for a person. Default.</summary>
    Hold,

    /// <summary>The line posts to the sales account.</summary>
    AccountRole,
}
