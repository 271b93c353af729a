using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>
/// Plans the journal of a payout: deposit, fees, reserves, adjustments and disputes, as the rules of <see cref="Finance.Journal.ExpectedJournal"/> book them.
/// Booked once, when it is paid. Pure.
/// </summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="erp">Connection id of the ERP.</param>
/// <param name="options">Policies.</param>
/// <param name="accounts">Chart of accounts.</param>
public sealed class PayoutPlanner(string shop, string erp, PayoutSyncOptions options, IJournalAccounts accounts)
{
    private const string NumberPrefix = "PO-";
    private readonly PayoutBooks _books = new(options);
    private readonly JournalLines _lines = new(accounts);

    /// <summary>Plans one payout.</summary>
    /// <param name="payoutId">Id in the shop.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the planning.</param>
    public SubjectPlan Plan(string payoutId, PayoutReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var plan = reading switch
        {
            { Booked: { } booked, Payout: var payout } => AfterBooking(payoutId, payout, booked),
            { Payout: { } payout } => Unbooked(payout, now),
            _ => SubjectPlan.Settled,
        };
        return plan with { Title = reading.Payout?.Number };
    }

    private static SubjectPlan AfterBooking(string payoutId, Payout? payout, WrittenRecord booked)
    {
        if (payout is null)
        {
            return SubjectPlan.Park(PayoutFaults.Gone(payoutId, booked.Ref));
        }

        if (payout.Status is PayoutStatus.Failed or PayoutStatus.Cancelled)
        {
            return SubjectPlan.Park(PayoutFaults.FailedAfterBooking(payout, booked.Ref));
        }

        var memo = booked.Memo is { } json ? JsonSerializer.Deserialize(json, PlanningJson.Default.PayoutMemo) : null;
        return memo is null ? SubjectPlan.Settled
            : memo.Net != payout.Net.Amount || memo.Currency != payout.Net.Currency.Code ? SubjectPlan.Park(PayoutFaults.ChangedAfterBooking(payout, memo, booked.Ref))
            : memo.Open is { } open ? SubjectPlan.Park(PayoutFaults.StaysOpen(payout.Number, open, booked.Ref))
            : SubjectPlan.Settled;
    }

    private SubjectPlan Unbooked(Payout payout, DateTimeOffset now)
    {
        if (payout.Status != PayoutStatus.Paid)
        {
            return Note(payout.Status == PayoutStatus.Scheduled ? "It is booked once it is paid." : $"It is {payout.Status}: no money moved, nothing is booked.");
        }

        if (options.BookFrom is { } first && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(payout.IssuedAt, options.CompanyTimeZone).DateTime) < first)
        {
            return Note($"It was issued before {first:yyyy-MM-dd}: nothing is booked.");
        }

        if (DoesNotTie(payout) is not { } fault)
        {
            return Book(payout, now);
        }

        return fault.Code == "payout.does-not-tie" && now < payout.IssuedAt + options.TransactionWait
            ? new SubjectPlan { Wait = new PlanWait("payout-transactions", $"Payout {payout.Number} waits for its transactions to be complete.") }
            : SubjectPlan.Park(fault);
    }

    private static Fault? DoesNotTie(Payout payout)
    {
        var currency = payout.Net.Currency;
        foreach (var item in payout.Transactions)
        {
            if (item.Amount.Currency != currency || item.Fee.Currency != currency || item.Net.Currency != currency)
            {
                return PayoutFaults.Currencies(payout, item);
            }

            if (item.Amount - item.Fee != item.Net)
            {
                return PayoutFaults.ItemDoesNotTie(payout, item);
            }
        }

        var gross = new Money(payout.Transactions.Sum(static item => item.Amount.Amount), currency);
        var fees = new Money(payout.Transactions.Sum(static item => item.Fee.Amount), currency);
        return gross - fees == payout.Net ? null : PayoutFaults.DoesNotTie(payout, gross, fees);
    }

    private SubjectPlan Book(Payout payout, DateTimeOffset now)
    {
        var booking = _books.Of(payout, now);
        if (booking.Refusal is { } code)
        {
            return SubjectPlan.Park(PayoutFaults.Refused($"Payout {payout.Number} of {payout.Net}", code));
        }

        var (lines, missing) = _lines.Of(booking.Journals, payout.Number);
        if (missing.Count > 0)
        {
            return SubjectPlan.Park(PayoutFaults.Unmapped($"Payout {payout.Number}", missing));
        }

        var open = booking.Open.Count == 0 ? null : PayoutFaults.Words(booking.Open);
        if (lines.Count == 0)
        {
            return open is null ? Note("It moves nothing.") : SubjectPlan.Park(PayoutFaults.StaysOpen(payout.Number, open, null));
        }

        var journal = new GeneralJournal
        {
            SourceId = payout.Id,
            NumberPrefix = NumberPrefix,
            Currency = payout.Net.Currency,
            PostingDate = booking.Journals[0].PostingDate,
            Lines = lines,
            Post = options.Post,
        };
        return new SubjectPlan
        {
            Effects =
            [
                new PlannedEffect(erp, EntityNames.GeneralJournal, WriteKind.Create, new IdempotencyKey($"{shop}:payout:{payout.Id}:book"), journal)
                {
                    LinkName = LinkNames.Journal,
                    LinkMemo = JsonSerializer.Serialize(new PayoutMemo(payout.Net.Amount, payout.Net.Currency.Code, open), PlanningJson.Default.PayoutMemo),
                    Title = $"Book payout {payout.Number} of {payout.Net} with {lines.Count} journal lines",
                },
            ],
            PlanAgain = open is not null,
            Notes = [Summary(payout)],
        };
    }

    private static string Summary(Payout payout) => $"Payout {payout.Number}: " + string.Join(", ", payout.Transactions
        .GroupBy(static item => item.Type).OrderBy(static group => group.Key)
        .Select(group => $"{group.Key} {new Money(group.Sum(static item => item.Amount.Amount), payout.Net.Currency)}"))
        + $", fees {new Money(payout.Transactions.Sum(static item => item.Fee.Amount), payout.Net.Currency)}.";

    private static SubjectPlan Note(string text) => new() { Notes = [text] };
}
