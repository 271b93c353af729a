using Microsoft.Extensions.Logging;

namespace ErpSync.Engine;

/// <summary>Log messages of the engine; event ids 1000 to 1099. No payloads, secrets or personal data.</summary>
internal static partial class EngineLog
{
    [LoggerMessage(1000, LogLevel.Information, "ErpSync started: {Flows} flows, {Connections} connections, {Lanes} lanes in the store")]
    public static partial void Started(ILogger logger, int flows, int connections, int lanes);

    [LoggerMessage(1001, LogLevel.Information, "ErpSync stopped")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(1002, LogLevel.Information, "Gained {Gained} and lost {Lost} lanes; recovered {Recovered} effects with unknown outcome")]
    public static partial void LanesChanged(ILogger logger, int gained, int lost, int recovered);

    [LoggerMessage(1010, LogLevel.Error, "A round of flow {Flow} failed; its subjects are worked again")]
    public static partial void RoundFailed(ILogger logger, string flow, Exception exception);

    [LoggerMessage(1011, LogLevel.Warning, "Reading a batch of flow {Flow} failed: {Code}")]
    public static partial void ReadFailed(ILogger logger, string flow, string code, Exception exception);

    [LoggerMessage(1012, LogLevel.Error, "Flow {Flow} is stopped: {Code}. Resume it after the cause is dealt with")]
    public static partial void FlowStopped(ILogger logger, string flow, string code);

    [LoggerMessage(1020, LogLevel.Error, "Connection {Connection} refuses our credentials: {Code}")]
    public static partial void ConnectionRefused(ILogger logger, string connection, string code);

    [LoggerMessage(1021, LogLevel.Information, "Connection {Connection} accepts us again")]
    public static partial void ConnectionAccepted(ILogger logger, string connection);

    [LoggerMessage(1022, LogLevel.Error, "Connection {Connection} refuses {Part}, though its check is well: {Code}")]
    public static partial void PartRefused(ILogger logger, string connection, string part, string code);

    [LoggerMessage(1023, LogLevel.Warning, "Connection {Connection}: {Code}: {Message} {Hint}")]
    public static partial void Found(ILogger logger, string connection, string code, string message, string? hint);

    [LoggerMessage(1030, LogLevel.Warning, "{Entity} write to {Connection} for {Subject} failed: {Code}")]
    public static partial void WriteFailed(ILogger logger, string entity, string connection, string subject, string code);

    [LoggerMessage(1031, LogLevel.Warning, "{Entity} write to {Connection} for {Subject} has an unknown outcome: {Code}; it is looked up before anything is sent again")]
    public static partial void WriteUnknown(ILogger logger, string entity, string connection, string subject, string code);

    [LoggerMessage(1032, LogLevel.Error, "A dispatcher of {Entity} to {Connection} failed; its effects are probed")]
    public static partial void DispatchFailed(ILogger logger, string entity, string connection, Exception exception);

    [LoggerMessage(1033, LogLevel.Warning, "{Count} writes that a broken store call left behind are looked up")]
    public static partial void EffectsRecovered(ILogger logger, int count);

    [LoggerMessage(1034, LogLevel.Error, "The ownership of lanes broke off; nothing is worked on until it is there again")]
    public static partial void LanesBrokeOff(ILogger logger, Exception exception);

    [LoggerMessage(1040, LogLevel.Warning, "The sweep of flow {Flow} stopped before its end: {Code}; it goes on from the last page")]
    public static partial void SweepInterrupted(ILogger logger, string flow, string code, Exception exception);

    [LoggerMessage(1042, LogLevel.Information, "Webhook subscriptions of {Connection}: {Wanted} wanted, {Created} created, {Repaired} repaired")]
    public static partial void SubscriptionsKept(ILogger logger, string connection, int wanted, int created, int repaired);

    [LoggerMessage(1043, LogLevel.Warning, "A webhook for {Connection} was refused: {Reason}")]
    public static partial void WebhookRefused(ILogger logger, string connection, string reason);

    [LoggerMessage(1050, LogLevel.Error, "The {Task} failed: {Code}; it is tried again")]
    public static partial void TaskFailed(ILogger logger, string task, string code, Exception exception);
}
