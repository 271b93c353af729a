namespace ErpSync.Ownership;

/// <summary>Names of the fields and dimensions under which ErpSync's own entities are owned.</summary>
public static class OwnedFields
{
    /// <summary>Everything about the record that has no name of its own.</summary>
    public const string Content = "content";

    /// <summary>Marketing consent of a customer.</summary>
    public const string Consent = "marketingConsent";

    /// <summary>Relationship of a customer: tier, segment and the like.</summary>
    public const string Relationship = "relationship";

    /// <summary>Physical stock of a SKU at a location.</summary>
    public const string OnHand = "onHand";

    /// <summary>Dimension: location of stock.</summary>
    public const string Location = "location";
}
