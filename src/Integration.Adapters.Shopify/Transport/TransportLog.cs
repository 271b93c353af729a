using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.Shopify.Transport;

internal static partial class TransportLog
{
    [LoggerMessage(2001, LogLevel.Warning, "Connection {Connection}: Shopify serves API version {Served} instead of {Wanted}. Raise ApiVersion to a supported version.")]
    public static partial void FellForward(ILogger logger, string connection, string wanted, string served);
}
