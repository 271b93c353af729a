namespace ErpSync.Inventory;

/// <summary>What a shortage of one line means for the others.</summary>
public enum FulfilMode
{
    /// <summary>Everything or nothing is claimed.</summary>
    AllOrNothing,

    /// <summary>What there is is claimed, the rest refused.</summary>
    Partial,
}
