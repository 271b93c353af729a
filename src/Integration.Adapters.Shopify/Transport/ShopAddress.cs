namespace ErpSync.Adapters.Shopify.Transport;

/// <summary>Addresses of a shop.</summary>
internal static class ShopAddress
{
    public static Uri Base(ShopifyOptions options)
    {
        var text = options.Endpoint?.AbsoluteUri ?? $"https://{options.ShopDomain}";
        return new Uri(text.EndsWith('/') ? text : text + "/");
    }

    public static Uri GraphQl(ShopifyOptions options) => new(Base(options), $"admin/api/{options.ApiVersion}/graphql.json");
}
