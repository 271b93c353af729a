using Microsoft.Extensions.Logging;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>What the adapter logs; no payloads.</summary>
internal static partial class BcLog
{
    [LoggerMessage(3001, LogLevel.Warning, "Business Central refused {Request} with {Status} {Code}; request id {RequestId}")]
    public static partial void Refused(ILogger logger, string request, int status, string code, string? requestId);

    [LoggerMessage(3002, LogLevel.Information, "Business Central refused the token; it is renewed once")]
    public static partial void TokenRefused(ILogger logger);

    [LoggerMessage(3003, LogLevel.Information, "The document {ExternalNumber} existed already and was not created again")]
    public static partial void DocumentExisted(ILogger logger, string externalNumber);

    [LoggerMessage(3004, LogLevel.Warning, "The document {ExternalNumber} was removed again: its total or tax differs from the wanted one")]
    public static partial void DocumentRemoved(ILogger logger, string externalNumber);

    [LoggerMessage(3005, LogLevel.Warning, "A notification was ignored: {Reason}")]
    public static partial void NotificationIgnored(ILogger logger, string reason);
}
