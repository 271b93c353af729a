namespace ErpSync.Adapters.BusinessCentral;

/// <summary>What happens to a document that names an item or variant Business Central does not have.</summary>
public enum BusinessCentralMissingItemMode
{
    /// <summary>It is refused: a case at once, which names the line, the number and the remedy.</summary>
    Refuse,

    /// <summary>It waits for the item, up to the engine's limit for missing records, and then becomes a case. For companies that create their items through ErpSync or shortly after the shop.</summary>
    Wait,
}
