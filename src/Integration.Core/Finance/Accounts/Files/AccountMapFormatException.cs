namespace ErpSync.Finance.Accounts.Files;

/// <summary>A chart of accounts map that cannot be read: where, why and what to do.</summary>
/// <param name="message">Line or place, reason and remedy.</param>
/// <param name="inner">Cause, or null.</param>
public sealed class AccountMapFormatException(string message, Exception? inner = null) : FormatException(message, inner);
