using ErpSync.Connectors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Shopify;

/// <summary>Makes connectors of checked options.</summary>
internal static class ShopifyConnectorFactory
{
    /// <exception cref="OptionsValidationException">The options are not acceptable; names all problems.</exception>
    public static ShopifyConnector Create(
        string id, ShopifyOptions options, HttpClient http, TimeProvider time, IRateBudgetReporter budgets, ILoggerFactory loggers, ILinkedRecords? links = null)
    {
        var result = new ShopifyOptionsValidator().Validate(id, options);
        return result.Failed
            ? throw new OptionsValidationException(id, typeof(ShopifyOptions), result.Failures)
            : new ShopifyConnector(id, options, http, time, budgets, loggers, links);
    }
}
