namespace ErpSync.Adapters.BusinessCentral;

/// <summary>How customers come to be in Business Central.</summary>
public enum BusinessCentralCustomerMode
{
    /// <summary>By number, then by e-mail address, else created with a number derived from the shop's id. Default.</summary>
    FindOrCreate,

    /// <summary>By number, then by e-mail address; an unknown customer is a missing dependency.</summary>
    FindOnly,

    /// <summary>Always the collective customer <see cref="BusinessCentralOptions.GuestCustomerNumber"/>.</summary>
    Guest,
}
