namespace ErpSync.Planning.Customers;

/// <summary>Which consent a customer's activity needs before it is told to a CRM or CDP.</summary>
public enum ConsentRequirement
{
    /// <summary>The customer agreed. Guests have no consent on record, so nothing is told of them. Default.</summary>
    OptIn,

    /// <summary>The customer did not object. Guests are told without a name.</summary>
    NotOptedOut,

    /// <summary>None: the host has another legal ground, for example analysis on its own behalf.</summary>
    NotRequired,
}
