namespace ErpSync.Inventory;

/// <summary>What became of an event.</summary>
public enum InventoryOutcome
{
    /// <summary>Done.</summary>
    Ok,

    /// <summary>Everything asked for was claimed.</summary>
    Accepted,

    /// <summary>A part was claimed or cancelled, the rest refused.</summary>
    Partial,

    /// <summary>Nothing was claimed.</summary>
    Rejected,

    /// <summary>Noted; nothing is claimed at this moment.</summary>
    Recorded,

    /// <summary>Only an answer, nothing was stored.</summary>
    Advisory,

    /// <summary>Seen before; no effect.</summary>
    Duplicate,

    /// <summary>Its order is not known yet; it is replayed when the order is placed.</summary>
    Parked,

    /// <summary>The hold can still be paid for and stays until then.</summary>
    StillPayable,

    /// <summary>Not possible in this state; no effect.</summary>
    Refused,

    /// <summary>Every unit has a location.</summary>
    Allocated,

    /// <summary>Some units have a location.</summary>
    PartlyAllocated,

    /// <summary>No unit has a location.</summary>
    Unfulfillable,

    /// <summary>The ERP chooses the location.</summary>
    AwaitingErp,

    /// <summary>Belongs to a document that is known already.</summary>
    Matched,

    /// <summary>A goods issue nobody else reported: it took the claim.</summary>
    Consumed,

    /// <summary>The movement is inside the last snapshot.</summary>
    AlreadyIncluded,

    /// <summary>Snapshot applied.</summary>
    Applied,

    /// <summary>The same snapshot again.</summary>
    NoOp,

    /// <summary>Older than the last snapshot; ignored.</summary>
    StaleSnapshot,

    /// <summary>As old as the last snapshot with another quantity; ignored.</summary>
    SnapshotConflict,

    /// <summary>Applied by a person's decision although it would have been ignored.</summary>
    Rebased,

    /// <summary>All claims of the order are settled and may be summed up.</summary>
    Compacted,
}
