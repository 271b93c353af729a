namespace ErpSync.Sandbox.BusinessCentral.Webhooks;

/// <summary>A change of one record that waits for the end of the notification window.</summary>
internal sealed record PendingChange(string Set, Guid Id, string ChangeType, DateTimeOffset At);
