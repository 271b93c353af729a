namespace ErpSync.Planning.Documents.Settings;

/// <summary>What happens when an order changes after its document was written.</summary>
public enum OrderChangePolicy
{
    /// <summary>A document that can still be edited is brought up to date. Default.</summary>
    UpdateOpen,

    /// <summary>A person decides.</summary>
    Hold,
}
