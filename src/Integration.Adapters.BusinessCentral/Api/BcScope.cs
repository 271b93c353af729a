namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>What a request address is relative to.</summary>
internal enum BcScope
{
    /// <summary>The company.</summary>
    Company,

    /// <summary>The API root.</summary>
    Root,

    /// <summary>The company under the route of the custom stock page.</summary>
    StockPage,
}
