using System.Globalization;
using ErpSync.Reconciliation.Records;

namespace Quickstart.Month;

/// <summary>A payout every three days; the bank has it a day later.</summary>
internal static class MonthPayouts
{
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    /// <summary>Payout that carries what happened on a day, or null while it is not made.</summary>
    public static string? IdFor(DateOnly day)
    {
        var number = (day.DayNumber - FirstDay.DayNumber) / 3;
        return PaidOn(number) <= Month.Today ? "po" + number.ToString("00", CultureInfo.InvariantCulture) : null;
    }

    /// <summary>Adds the payouts of all transactions and their bank lines.</summary>
    public static void Add(MonthBooks books)
    {
        foreach (var payout in books.Transactions.Where(static item => item.PayoutId is not null).GroupBy(static item => item.PayoutId!).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            var number = int.Parse(payout.Key.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture);
            var on = PaidOn(number);
            var amount = payout.Sum(static item => item.Net);
            books.Payouts.Add(new PayoutRecord { Id = payout.Key, Reference = $"REF-{payout.Key}", On = on, Currency = MonthWriter.Euro, Amount = amount });
            if (on.AddDays(1) <= Month.Today)
            {
                books.BankLines.Add(new BankLine { Id = $"bank-{payout.Key}", Reference = $"REF-{payout.Key}", On = on.AddDays(1), Currency = MonthWriter.Euro, Amount = amount });
            }
        }
    }

    private static DateOnly PaidOn(int number) => FirstDay.AddDays((number * 3) + 3);

    /// <summary>The clearing account: what the ledger booked against what the gateway still owes.</summary>
    public static RollForwardAccount ClearingAccount(MonthBooks books)
    {
        var gross = books.Clearing.Where(static entry => entry.PostedOn <= Month.LastDay && entry.Part == ClearingPart.Gross).Sum(static entry => entry.Amount);
        var fees = books.Clearing.Where(static entry => entry.PostedOn <= Month.LastDay && entry.Part == ClearingPart.Fee).Sum(static entry => entry.Amount);
        var arrived = books.BankLines.Where(static line => line.On <= Month.LastDay && line.Reference is not null).ToList();
        var paid = arrived.Select(static line => line.Reference!["REF-".Length..]).ToHashSet(StringComparer.Ordinal);
        return new RollForwardAccount
        {
            Account = "GatewayClearing",
            Currency = MonthWriter.Euro,
            Opening = 0m,
            PriorClosing = 0m,
            Movements = [new("charges and refunds", gross), new("fees", fees), new("deposits", -arrived.Sum(static line => line.Amount))],
            List = [.. books.Transactions.Where(item => DateOnly.FromDateTime(item.At.UtcDateTime) <= Month.LastDay && !paid.Contains(item.PayoutId!)).GroupBy(static item => item.PayoutId!).Select(static group => new RollForwardItem(group.Key, group.Sum(static item => item.Net)))],
        };
    }
}
