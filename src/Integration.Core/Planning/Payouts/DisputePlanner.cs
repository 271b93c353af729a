using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Planning.Payouts;

/// <summary>
/// Plans the journal of a lost dispute. Its opening and a win are booked with the payout that carries their money; a loss moves no more money, so only the
/// dispute itself tells of it. Pure.
/// </summary>
/// <param name="shop">Connection id of the shop.</param>
/// <param name="erp">Connection id of the ERP.</param>
/// <param name="options">Policies.</param>
/// <param name="accounts">Chart of accounts.</param>
public sealed class DisputePlanner(string shop, string erp, PayoutSyncOptions options, IJournalAccounts accounts)
{
    private const string NumberPrefix = "DSP-";
    private readonly PayoutBooks _books = new(options);
    private readonly JournalLines _lines = new(accounts);

    /// <summary>Plans one dispute.</summary>
    /// <param name="disputeId">Id in the shop.</param>
    /// <param name="reading">What is known.</param>
    /// <param name="now">Instant of the planning.</param>
    public SubjectPlan Plan(string disputeId, DisputeReading reading, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(reading);
        if (reading is { Booked: not null } or { Dispute: null or { IsInquiry: true } or { Status: not DisputeStatus.Lost } })
        {
            return reading is { Booked: { } booked, Dispute.Status: DisputeStatus.Won }
                ? SubjectPlan.Park(new Fault(FaultKind.Rejected, "dispute.won-after-loss", $"Dispute {disputeId} is won now, but journal {booked.Ref.DisplayNumber} booked its loss.")
                {
                    Field = "status",
                    Hint = "Reverse that journal in the ERP; the money comes back with a payout. Then resolve the case.",
                })
                : SubjectPlan.Settled;
        }

        var dispute = reading.Dispute;
        if (options.BookFrom is { } first && DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(options.DecidedAt(dispute), options.CompanyTimeZone).DateTime) < first)
        {
            return SubjectPlan.Settled;
        }

        var what = $"The loss of dispute {disputeId} of {dispute.Amount}";
        var booking = _books.Lost(dispute, now);
        if (booking.Refusal is { } code)
        {
            return SubjectPlan.Park(PayoutFaults.Refused(what, code));
        }

        var (lines, missing) = _lines.Of(booking.Journals, disputeId[(disputeId.LastIndexOf('/') + 1)..]);
        return missing.Count > 0 ? SubjectPlan.Park(PayoutFaults.Unmapped(what, missing)) : new SubjectPlan
        {
            Effects =
            [
                new PlannedEffect(erp, EntityNames.GeneralJournal, WriteKind.Create, new IdempotencyKey($"{shop}:dispute:{disputeId}:lost"), new GeneralJournal
                {
                    SourceId = disputeId,
                    NumberPrefix = NumberPrefix,
                    Currency = dispute.Amount.Currency,
                    PostingDate = booking.Journals[0].PostingDate,
                    Lines = lines,
                    Post = options.Post,
                })
                {
                    LinkName = LinkNames.Journal,
                    Title = what,
                },
            ],
        };
    }
}
