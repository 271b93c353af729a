using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Model;

namespace ErpSync.Finance.Journal.Ledger;

/// <summary>The commercial fact of a refund: what is cancelled, credited, allowed and kept.</summary>
internal sealed class Credits
{
    private readonly EventRun _run;
    private readonly OrderBook _order;
    private readonly List<(AccountRole Role, JournalDimensions Dimensions, Dual Amount)> _debits = [];
    private readonly List<TaxPart> _taxes = [];
    private readonly List<(TaxPart Part, decimal Functional)> _taxFunctional = [];
    private readonly List<(AccountRole Role, JournalDimensions Dimensions, decimal Amount)> _feeCredits = [];
    private readonly List<(TaxKey Key, decimal Base, decimal Amount)> _feeTaxes = [];
    private decimal _gross;
    private decimal _cancelled;
    private decimal _fees;

    private Credits(EventRun run, OrderBook order)
    {
        _run = run;
        _order = order;
    }

    public static void Refund(EventRun run, FinanceEvent.Refunded refunded)
    {
        var credits = new Credits(run, run.Order());
        foreach (var part in refunded.Components)
        {
            credits.Add(part);
        }

        credits.Balance(refunded.ReportedTotal);
        credits.Post(refunded.Refund);
        Shipments.Close(run, credits._order);
    }

    private void Add(RefundPart part)
    {
        switch (part.Kind)
        {
            case RefundPartKind.Line when part.Cause == RefundCause.CancelledUnshipped:
                Cancel(part);
                break;
            case RefundPartKind.Line:
                CreditLine(part);
                break;
            case RefundPartKind.Shipping or RefundPartKind.Tip:
                CreditCharge(part);
                break;
            case RefundPartKind.Adjustment:
                AddAllowance(part.Amount.GetValueOrDefault());
                break;
            case RefundPartKind.GiftCard:
                TakeCard(part);
                break;
            default:
                KeepFee(part);
                break;
        }
    }

    /// <summary>Units that never shipped: the last units of the line go, nothing is credited.</summary>
    private void Cancel(RefundPart part)
    {
        var units = part.Quantity.GetValueOrDefault();
        foreach (var line in Lines(part))
        {
            var own = part.Component is null && line.Component is not null ? units * line.Units / BundleUnits(line) : units;
            EventRun.Refuse(own > line.OpenUnits, "CancelExceedsUnshipped");
            var before = line.CurrentGross();
            line.CancelledUnits += own;
            _cancelled += before - line.CurrentGross();
        }
    }

    private void CreditLine(RefundPart part)
    {
        foreach (var line in Lines(part))
        {
            var units = part.Quantity.GetValueOrDefault();
            if (part.Component is null && line.Component is not null)
            {
                units = units * line.Units / BundleUnits(line);
            }

            EventRun.Refuse(units > line.InvoicedUnits - line.CreditedUnits, "CreditExceedsInvoiced");
            var amount = part.Amount
                ?? Allocation.Share(line.Displayed, line.CreditedUnits + units, line.Units, line.Currency) - Allocation.Share(line.Displayed, line.CreditedUnits, line.Units, line.Currency);
            var (net, functional) = CreditValue(line, amount, part.Tax);
            line.CreditedUnits += units;
            var dimensions = new JournalDimensions { Order = _order.Order.Id, Line = line.Id, Component = line.Component };
            var expected = 0m;
            if (part.Cause == RefundCause.ReturnedGoods && line.ExpectedUnits > 0m)
            {
                var covered = Math.Min(units, line.ExpectedUnits);
                expected = Math.Min(net, Allocation.Share(line.RefundLiability, covered, line.ExpectedUnits, line.Currency));
                line.RefundLiability -= expected;
                line.ExpectedUnits -= covered;
                _debits.Add((AccountRole.RefundLiability, dimensions, new Dual(expected, expected)));
            }

            var role = part.Cause switch
            {
                RefundCause.ReturnedGoods => AccountRole.SalesReturns,
                RefundCause.ChargeRefund => AccountRole.Sales,
                _ => AccountRole.SalesAllowances,
            };
            _debits.Add((role, dimensions, new Dual(net - expected, functional - expected)));
        }
    }

    /// <summary>Shipping and tips: first what was invoiced, the rest is no longer invoiced at all.</summary>
    private void CreditCharge(RefundPart part)
    {
        var line = _order.Find(part.Line, null);
        var amount = part.Amount.GetValueOrDefault();
        var credited = Math.Min(amount, line.Invoiced.Displayed - line.CreditedDisplayed);
        if (credited != 0m)
        {
            var (net, functional) = CreditValue(line, credited, null);
            var role = line.Kind == FinanceLineKind.Shipping ? AccountRole.ShippingIncome
                : _run.Policies.TipTreatment == TipTreatment.Income ? AccountRole.TipsIncome : AccountRole.TipsPayable;
            _debits.Add((role, new() { Order = _order.Order.Id, Line = line.Id }, new Dual(net, functional)));
        }

        var rest = amount - credited;
        if (rest == 0m)
        {
            return;
        }

        var open = line.Current() - line.Invoiced;
        EventRun.Refuse(rest > open.Displayed, "CreditExceedsInvoiced");
        var before = line.CurrentGross();
        line.CancelledTax = Slice.Combine(line.CancelledTax, Array.ConvertAll(open.Tax, tax => Allocation.Share(tax, rest, open.Displayed, line.Currency)), 1m);
        line.CancelledDisplayed += rest;
        _cancelled += before - line.CurrentGross();
    }

    private void AddAllowance(decimal amount)
    {
        _debits.Add((AccountRole.GoodwillAllowance, default, _run.AtRate(amount, _order.Currency)));
        _gross += amount;
    }

    private void TakeCard(RefundPart part)
    {
        _run.RefuseForeign(_order);
        var amount = part.Amount.GetValueOrDefault();
        EventRun.Refuse(!_run.Books.GiftCards.TryGetValue(part.GiftCard!, out var card), "DependencyMissing");
        EventRun.Refuse(amount > card!.Balance, "GiftCardUsed");
        _run.Books.GiftCards = _run.Books.GiftCards.SetItem(part.GiftCard!, card with { Balance = card.Balance - amount });
        _debits.Add((AccountRole.GiftCardLiability, new() { GiftCard = part.GiftCard }, new Dual(amount, amount)));
        _gross += amount;
    }

    private void KeepFee(RefundPart part)
    {
        var amount = part.Amount.GetValueOrDefault();
        var tax = part.TaxLines.Sum(static line => line.Amount.GetValueOrDefault());
        var net = _order.Order.TaxIncluded ? amount - tax : amount;
        _feeCredits.Add((AccountRole.RestockingFees, default, net));
        foreach (var line in part.TaxLines)
        {
            var key = new TaxKey(line.Code, line.Jurisdiction, line.Rate, line.IsFacilitator);
            _feeCredits.Add((AccountRole.OutputTax, key.Dimensions, line.Amount.GetValueOrDefault()));
            _feeTaxes.Add((key, net, line.Amount.GetValueOrDefault()));
        }

        _fees += net + tax;
    }

    /// <summary>Credits a displayed amount of a line with its tax; returns the net in both currencies.</summary>
    private (decimal Net, decimal Functional) CreditValue(LineBook line, decimal amount, decimal? statedTax)
    {
        var after = line.CreditedDisplayed + amount;
        EventRun.Refuse(after > line.Invoiced.Displayed, "CreditExceedsInvoiced");
        var taxes = TaxOf(line, after, statedTax);
        var sum = taxes.Sum();
        var net = line.TaxIncluded ? amount - sum : amount;
        var channel = 0m;
        for (var i = 0; i < taxes.Length; i++)
        {
            var part = new TaxPart(line, i, net, amount, taxes[i]);
            _taxes.Add(part);
            _taxFunctional.Add((part, BackOut(line, i, taxes[i], after)));
            channel += line.Taxes[i].IsFacilitator ? taxes[i] : 0m;
        }

        line.CreditedTax = Slice.Combine(line.CreditedTax, taxes, 1m);
        line.CreditedDisplayed = after;
        _gross += net + sum - (_run.Policies.FacilitatorMethod == FacilitatorMethod.Net ? channel : 0m);
        return (net, BackOutNet(line, net, after));
    }

    private static decimal[] TaxOf(LineBook line, decimal creditedAfter, decimal? stated)
    {
        var invoiced = line.Invoiced;
        var derived = new decimal[line.Taxes.Length];
        for (var i = 0; i < derived.Length; i++)
        {
            derived[i] = invoiced.Displayed == 0m ? 0m
                : line.Currency.Round(Slice.At(invoiced.Tax, i) * creditedAfter / invoiced.Displayed) - Slice.At(line.CreditedTax, i);
        }

        if (stated is not { } tax || derived.Length == 0)
        {
            EventRun.Refuse(stated is { } orphan && orphan != 0m && derived.Length == 0, "TaxMismatch");
            return derived;
        }

        EventRun.Refuse(Math.Abs(tax - derived.Sum()) > line.Currency.MinorUnit * derived.Length, "TaxMismatch");
        return Allocation.Split(tax, line.Taxes.Select((_, i) => Slice.At(invoiced.Tax, i)).ToArray(), line.Currency.MinorUnits);
    }

    private bool IsForeign => _order.Currency != _run.Functional;

    /// <summary>Functional net that a credit takes back of what was booked, cumulatively.</summary>
    private decimal BackOutNet(LineBook line, decimal net, decimal creditedAfter)
    {
        if (!IsForeign)
        {
            return net;
        }

        var after = line.Invoiced.Displayed == 0m ? 0m : _run.Functional.Round(line.BookedNet * creditedAfter / line.Invoiced.Displayed);
        var part = after - line.CreditedBookedNet;
        line.CreditedBookedNet = after;
        return part;
    }

    private decimal BackOut(LineBook line, int index, decimal tax, decimal creditedAfter)
    {
        if (!IsForeign)
        {
            return tax;
        }

        var booked = Slice.At(line.BookedTax, index);
        var after = line.Invoiced.Displayed == 0m ? 0m : _run.Functional.Round(booked * creditedAfter / line.Invoiced.Displayed);
        var change = new decimal[line.Taxes.Length];
        change[index] = after - Slice.At(line.CreditedBookedTax, index);
        line.CreditedBookedTax = Slice.Combine(line.CreditedBookedTax, change, 1m);
        return change[index];
    }

    private void Balance(decimal? reported)
    {
        if (reported is not { } total || total - (_gross + _cancelled - _fees) is not (var gap and not 0m))
        {
            return;
        }

        EventRun.Refuse(_run.Policies.RefundBalance == RefundBalance.Hold, "RefundImbalance");
        _run.Exceptions.Add("RefundImbalance");
        if (_run.Policies.RefundBalance == RefundBalance.Adjust)
        {
            if (gap > 0m)
            {
                AddAllowance(gap);
            }
            else
            {
                _feeCredits.Add((AccountRole.RestockingFees, default, -gap));
                _fees -= gap;
            }
        }
    }

    private void Post(string refund)
    {
        var book = _order.Refunds.GetValueOrDefault(refund) ?? RefundBook.Empty;
        _order.Refunds = _order.Refunds.SetItem(refund, book with { Credited = book.Credited + _gross, Fees = book.Fees + _fees });
        _order.CreditedGross += _gross;
        PostCreditMemo(refund);
        PostFee();
    }

    private void PostCreditMemo(string refund)
    {
        if (_debits.Count == 0 && _taxes.Count == 0)
        {
            return;
        }

        var journal = _run.Journal("CreditMemo", _order.Currency);
        var wash = _run.Policies.FacilitatorMethod == FacilitatorMethod.GrossWash;
        var sum = default(Dual);
        foreach (var (role, dimensions, amount) in _debits)
        {
            journal.Debit(role, amount, dimensions);
            sum += amount;
        }

        var entries = DocumentTaxes.Entries(_run, _taxes, _order.Currency, wash, out var report);
        var washed = new List<(TaxKey Key, Dual Amount)>();
        foreach (var entry in entries)
        {
            var functional = !IsForeign ? entry.Credit : entry.Tax is { } key ? _taxFunctional.Where(tax => tax.Part.Key == key).Sum(static tax => tax.Functional) : entry.Credit;
            var amount = new Dual(entry.Credit, functional);
            journal.Debit(entry.Role, amount, entry.Dimensions);
            sum += amount;
            if (entry is { Role: AccountRole.FacilitatorTaxWash, Tax: { } washKey })
            {
                washed.Add((washKey, -amount));
            }
        }

        foreach (var (key, value) in report)
        {
            journal.Tax(key, -value.Base, -value.Amount);
        }

        journal.Credit(AccountRole.AR, sum, _order.Dimensions);
        _order.Ar -= sum;
        if (_order.Ar is { Doc: 0m, Fn: not 0m and var left })
        {
            // Nothing is owed any more, so what the rates left behind is realised.
            journal.Credit(AccountRole.AR, new Dual(0m, left), _order.Dimensions);
            journal.ExchangeGain(-left);
            _order.Ar = default;
        }

        if (washed.Count > 0)
        {
            var gateway = _run.Books.Payments.Values.FirstOrDefault(payment => payment.Order == _order.Order.Id && _run.KindOf(payment.Gateway) == GatewayKind.Marketplace)?.Gateway;
            EventRun.Refuse(gateway is null, "FacilitatorWithoutMarketplace");
            Sales.Withhold(_run, _order, washed, gateway!, "Refund", refund);
        }
    }

    private void PostFee()
    {
        if (_feeCredits.Count == 0)
        {
            return;
        }

        var journal = _run.Journal("ReturnFee", _order.Currency);
        var sum = default(Dual);
        foreach (var (role, dimensions, amount) in _feeCredits)
        {
            var credit = _run.AtRate(amount, _order.Currency);
            journal.Credit(role, credit, dimensions);
            sum += credit;
        }

        foreach (var (key, taxBase, amount) in _feeTaxes)
        {
            journal.Tax(key, taxBase, amount);
        }

        journal.Debit(AccountRole.AR, sum, _order.Dimensions);
        _order.Ar += sum;
    }

    /// <summary>The line a part names; a bundle named without component means all its components.</summary>
    private List<LineBook> Lines(RefundPart part)
    {
        var lines = _order.Lines.FindAll(line => line.Id == part.Line && (part.Component is null || line.Component == part.Component));
        EventRun.Refuse(lines.Count == 0, "UnknownLine");
        return lines;
    }

    private decimal BundleUnits(LineBook line) =>
        _order.Order.Lines.FirstOrDefault(source => source.Id == line.Id)?.Quantity ?? line.Units;
}
