using ErpSync.Finance.Accounts;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>What gateways charge, keep back and pay out.</summary>
internal static class Payouts
{
    private static readonly string[] Known = ["Charge", "Refund", "Dispute", "DisputeReversal"];

    public static void Charge(EventRun run, FinanceEvent.FeeCharged fee)
    {
        var currency = run.Happened.Currency ?? run.Functional;
        var key = new ClearingKey(fee.Gateway, "Fee", fee.Reference);
        EventRun.Refuse(run.Books.Clearing.ContainsKey(key) || run.Books.PaidOut.Contains(key), "FeeAlreadyBooked");
        Book(run, fee.Gateway, currency, fee.Amount);
        var amount = run.AtRate(fee.Amount, currency);
        run.Books.Clearing = run.Books.Clearing.SetItem(key, new ClearingItem(currency, -amount));
    }

    public static void Pay(EventRun run, FinanceEvent.PaidOut payout)
    {
        var currency = run.Happened.Currency ?? run.Functional;
        EventRun.Refuse(payout.Items.Sum(static item => item.Amount - item.Fee.GetValueOrDefault()) != payout.Net, "PayoutMismatch");
        var carried = default(Dual);
        var newFees = 0m;
        Dual held = default, released = default;
        foreach (var item in payout.Items)
        {
            switch (item.Type)
            {
                case "Fee":
                    carried += Fee(run, payout, item, -item.Amount, ref newFees);
                    break;
                case "ReserveHold":
                    held += Hold(run, payout.Gateway, item, currency);
                    break;
                case "ReserveRelease":
                    released += Release(run, payout.Gateway, item, currency);
                    break;
                default:
                    carried += Item(run, payout, item, currency, ref newFees);
                    break;
            }
        }

        if (newFees != 0m)
        {
            Book(run, payout.Gateway, currency, newFees);
            carried -= run.AtRate(newFees, currency);
        }

        PostReserves(run, payout.Gateway, currency, held, released);
        carried += released - held;
        Deposit(run, payout, currency, carried);
    }

    private static Dual Item(EventRun run, FinanceEvent.PaidOut payout, PayoutPart item, Currency currency, ref decimal newFees)
    {
        if (!Known.Contains(item.Type))
        {
            var seen = new ClearingKey(payout.Gateway, item.Type, item.Reference);
            EventRun.Refuse(run.Books.PaidOut.Contains(seen), "BalanceTransactionAlreadyPaid");
            run.Books.PaidOut = run.Books.PaidOut.Add(seen);
            run.Exceptions.Add("UnknownBalanceTransactionType");
            var unknown = run.AtRate(item.Amount, currency);
            run.Clear(payout.Gateway, "Unknown", item.Reference, currency, -unknown);
            return unknown + (item.Fee is { } taken && taken != 0m ? Fee(run, payout, item, taken, ref newFees) : default);
        }

        var key = new ClearingKey(payout.Gateway, item.Type, item.Reference);
        var opening = key with { Type = "Opening" };
        EventRun.Refuse(run.Books.PaidOut.Contains(key), "BalanceTransactionAlreadyPaid");
        var found = run.Books.Clearing.TryGetValue(key, out var open) ? key : opening;
        EventRun.Refuse(open is null && !run.Books.Clearing.TryGetValue(opening, out open), "UnknownBalanceTransaction");
        EventRun.Refuse(open!.Currency != currency, "PayoutMismatch");
        run.Books.Clearing = run.Books.Clearing.Remove(found);
        run.Books.PaidOut = run.Books.PaidOut.Add(key);
        if (open.Amount.Doc == item.Amount)
        {
            return open.Amount + (item.Fee is { } fee ? Fee(run, payout, item, fee, ref newFees) : default);
        }

        // Some gateways report a dispute and its fee as one amount.
        var feeKey = FeeKey(payout.Gateway, item);
        EventRun.Refuse(item.Type is not ("Dispute" or "DisputeReversal") || item.Fee.GetValueOrDefault() != 0m
            || !run.Books.Clearing.TryGetValue(feeKey, out var included) || open.Amount.Doc + included.Amount.Doc != item.Amount, "PayoutMismatch");
        var together = open.Amount + run.Books.Clearing[feeKey].Amount;
        run.Books.Clearing = run.Books.Clearing.Remove(feeKey);
        run.Books.PaidOut = run.Books.PaidOut.Add(feeKey);
        return together;
    }

    /// <summary>Where the fee of a balance transaction is kept; a fee that comes back with a won dispute is another one than that of the dispute.</summary>
    private static ClearingKey FeeKey(string gateway, PayoutPart item) =>
        new(gateway, item.Type == "DisputeReversal" ? "FeeReturned" : "Fee", item.Reference);

    /// <summary>A fee of a payout item: booked before and equal, or to be booked now.</summary>
    private static Dual Fee(EventRun run, FinanceEvent.PaidOut payout, PayoutPart item, decimal fee, ref decimal newFees)
    {
        var key = FeeKey(payout.Gateway, item);
        EventRun.Refuse(item.Type == "Fee" && run.Books.PaidOut.Contains(key), "BalanceTransactionAlreadyPaid");
        run.Books.PaidOut = run.Books.PaidOut.Add(key);
        if (!run.Books.Clearing.TryGetValue(key, out var booked))
        {
            newFees += fee;
            return default;
        }

        EventRun.Refuse(booked.Amount.Doc != -fee, "PayoutMismatch");
        run.Books.Clearing = run.Books.Clearing.Remove(key);
        return booked.Amount;
    }

    private static void Book(EventRun run, string gateway, Currency currency, decimal fee)
    {
        var amount = run.AtRate(fee, currency);
        var journal = run.Journal("Fee", currency);
        journal.Debit(run.FeeRole(gateway), amount, EventRun.OfGateway(gateway));
        journal.Credit(run.TenderRole(gateway), amount, EventRun.OfGateway(gateway));
    }

    private static Dual Hold(EventRun run, string gateway, PayoutPart item, Currency currency)
    {
        var key = new ClearingKey(gateway, "Reserve", item.Reference);
        var paid = key with { Type = "ReserveHold" };
        EventRun.Refuse(run.Books.PaidOut.Contains(paid), "BalanceTransactionAlreadyPaid");
        run.Books.PaidOut = run.Books.PaidOut.Add(paid);
        var amount = run.AtRate(-item.Amount, currency);
        run.Books.Reserves = run.Books.Reserves.SetItem(key, new ClearingItem(currency, amount));
        return amount;
    }

    private static Dual Release(EventRun run, string gateway, PayoutPart item, Currency currency)
    {
        var key = new ClearingKey(gateway, "Reserve", item.Reference);
        EventRun.Refuse(!run.Books.Reserves.TryGetValue(key, out var reserve), "UnknownBalanceTransaction");
        EventRun.Refuse(item.Amount > reserve!.Amount.Doc || reserve.Currency != currency, "PayoutMismatch");
        var part = reserve.Amount.Part(item.Amount, run.Functional);
        run.Books.Reserves = run.Books.Reserves.SetItem(key, reserve with { Amount = reserve.Amount - part });
        return part;
    }

    private static void PostReserves(EventRun run, string gateway, Currency currency, Dual held, Dual released)
    {
        var dimensions = EventRun.OfGateway(gateway);
        if (held != default)
        {
            var journal = run.Journal("Reserve", currency);
            journal.Debit(AccountRole.GatewayReserve, held, dimensions);
            journal.Credit(run.TenderRole(gateway), held, dimensions);
        }

        if (released != default)
        {
            var journal = run.Journal("ReserveRelease", currency);
            journal.Debit(run.TenderRole(gateway), released, dimensions);
            journal.Credit(AccountRole.GatewayReserve, released, dimensions);
        }
    }

    private static void Deposit(EventRun run, FinanceEvent.PaidOut payout, Currency currency, Dual carried)
    {
        var bank = run.AtRate(payout.Net, currency);
        var journal = run.Journal("Deposit", currency);
        journal.Debit(AccountRole.Bank, bank);
        journal.Credit(run.TenderRole(payout.Gateway), carried, EventRun.OfGateway(payout.Gateway));
        journal.ExchangeGain(bank.Fn - carried.Fn);
    }
}
