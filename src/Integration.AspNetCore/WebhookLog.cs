using Microsoft.Extensions.Logging;

namespace ErpSync.AspNetCore;

/// <summary>Log messages of the webhook endpoint; event ids 1200 to 1209. No payloads, secrets or personal data.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1200, LogLevel.Error, "A webhook for {Connection} could not be made durable: {Code}; answered 503, the sender repeats it")]
    public static partial void StoreRefused(ILogger logger, string connection, string code, Exception exception);
}
