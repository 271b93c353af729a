namespace ErpSync.Planning;

/// <summary>What is remembered for the demand dataset. The names are stored: never change one.</summary>
internal enum DemandEntryKind
{
    Ordered,
    CancelledByCustomer,
    CancelledAsFraudOrTest,
    CancelledOutOfStock,
    Shipped,
    Returned,
    Denied,
    Available,
}
