namespace ErpSync.Reconciliation.Sources;

/// <summary>Where a bank's CSV file has what a bank line needs. Column names are compared without case; further columns are passed by.</summary>
public sealed record BankLineLayout
{
    /// <summary>Column with an id of the line that is unique in the file. Default <c>id</c>.</summary>
    public string Id { get; init; } = "id";

    /// <summary>Column with the booking date. Default <c>date</c>.</summary>
    public string Date { get; init; } = "date";

    /// <summary>Exact format of the date, as in .NET. Default <c>yyyy-MM-dd</c>.</summary>
    public string DateFormat { get; init; } = "yyyy-MM-dd";

    /// <summary>Column with the ISO 4217 code; absent from the file when <see cref="AccountCurrency"/> is set. Default <c>currency</c>.</summary>
    public string Currency { get; init; } = "currency";

    /// <summary>Currency of the account, for files that do not name it. Default null.</summary>
    public string? AccountCurrency { get; init; }

    /// <summary>Column with the amount, positive when received. Default <c>amount</c>.</summary>
    public string Amount { get; init; } = "amount";

    /// <summary>Decimal separator, <c>.</c> or <c>,</c>; the other one is not accepted in an amount. Default <c>.</c>.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>Column with the payment reference. Default <c>reference</c>.</summary>
    public string Reference { get; init; } = "reference";

    /// <summary>
    /// Regular expression that finds the payout's reference in that column: its group <c>reference</c>, else the whole match. Null takes the whole text. Default null.
    /// </summary>
    public string? ReferencePattern { get; init; }

    /// <summary>Column with ids of payouts the line names, separated by blanks; it need not be in the file. Default <c>payout</c>.</summary>
    public string Payout { get; init; } = "payout";

    /// <summary>Most lines of one file; a longer one is refused. Default 1,000,000.</summary>
    public int MaxLines { get; init; } = 1_000_000;
}
