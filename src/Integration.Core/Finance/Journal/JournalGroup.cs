namespace ErpSync.Finance.Journal;

/// <summary>What a daily summary covers.</summary>
/// <param name="Channel">Sales channel.</param>
/// <param name="Gateway">Gateway of the first payments, or <c>none</c>.</param>
public sealed record JournalGroup(string Channel, string Gateway);
