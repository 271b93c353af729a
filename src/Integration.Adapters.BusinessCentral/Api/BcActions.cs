namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>Names of the bound actions that the adapter calls.</summary>
internal static class BcActions
{
    public const string ShipAndInvoice = "Microsoft.NAV.shipAndInvoice";
    public const string Post = "Microsoft.NAV.post";
}
