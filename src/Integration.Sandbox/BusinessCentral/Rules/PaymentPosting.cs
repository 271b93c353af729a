using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Posts journal batches: customer payments with application to invoices, and general journal lines.</summary>
internal sealed class PaymentPosting(ErpCompany company)
{
    private readonly ErpDatabase _database = company.Database;
    private readonly SalesBooking _booking = new(company);

    /// <summary>Posts and removes all customer payments of a batch.</summary>
    public void PostPayments(ErpRow batch, IReadOnlyList<ErpRow> payments)
    {
        foreach (var payment in payments)
        {
            company.RequireOpenPeriod(payment.Date("postingDate"));
            if (payment.Number("amount") >= 0)
            {
                throw ErpError.Dialog("The \"amount\" should be a negative number.");
            }

            Post(payment, BalancingAccount(batch));
            _database.Delete(payment);
        }
    }

    /// <summary>Posts and removes all general journal lines of a batch; every document must balance.</summary>
    public void PostLines(ErpRow batch, IReadOnlyList<ErpRow> lines)
    {
        foreach (var document in lines.GroupBy(line => line.Text("documentNumber")))
        {
            var booked = new List<LedgerLine>();
            foreach (var line in document)
            {
                company.RequireOpenPeriod(line.Date("postingDate"));
                var amount = company.Round(line.Number("amount"), Guid.Empty);
                var account = line.Text("accountNumber").Length > 0 ? line.Text("accountNumber")
                    : throw ErpError.Field("Account No. must have a value in Gen. Journal Line. It cannot be zero or empty.");
                booked.Add(new LedgerLine(account, amount));
                if (line.Text("balancingAccountNumber").Length > 0)
                {
                    booked.Add(new LedgerLine(line.Text("balancingAccountNumber"), -amount));
                }
            }

            if (booked.Sum(line => line.Amount) is not 0m and var difference)
            {
                throw ErpError.Dialog($"Document No. {document.Key} is out of balance by {difference}. "
                    + "Please check that Doc. No. and Amount are correct for all lines.");
            }

            company.Ledger.Post(document.Key, " ", document.First().Date("postingDate"), Description(batch, document.First()), booked);
            foreach (var line in document)
            {
                _database.Delete(line);
            }
        }
    }

    private void Post(ErpRow payment, ErpRow clearing)
    {
        var customer = _database["customers"].Find(payment.Guid("customerId"))
            ?? throw ErpError.Field("Account No. must have a value in Gen. Journal Line. It cannot be zero or empty.");
        var clearingCurrency = _database["currencies"].Single("code", clearing.Text("currencyCode"))?.Id ?? Guid.Empty;
        var currency = clearingCurrency == Guid.Empty ? customer.Guid("currencyId") : clearingCurrency;
        var amount = -payment.Number("amount");
        if (company.Round(amount, currency) != amount)
        {
            throw ErpError.Field("Amount needs to be rounded in Gen. Journal Line.");
        }

        var received = company.Round(amount * company.Rate(currency), Guid.Empty);
        var settled = received;
        if (_database["salesInvoices"].Find(payment.Guid("appliesToInvoiceId")) is { } invoice)
        {
            settled = Apply(payment, invoice, customer, currency, amount, received);
        }

        company.Ledger.Post(payment.Text("documentNumber"), "Payment", payment.Date("postingDate"), Description(clearing, payment),
        [
            new LedgerLine(clearing.Text("number"), received),
            new LedgerLine(ErpAccounts.Receivables, -settled),
            new LedgerLine(ErpAccounts.ExchangeDifferences, settled - received),
        ]);
    }

    /// <summary>Applies a payment and returns the receivable it settles in local currency, at the rate of the invoice.</summary>
    private decimal Apply(ErpRow payment, ErpRow invoice, ErpRow customer, Guid currency, decimal amount, decimal received)
    {
        if (invoice.Guid("billToCustomerId") != customer.Id)
        {
            throw ErpError.Dialog($"Invoice {invoice.Text("number")} does not belong to Customer {customer.Text("number")}.");
        }

        if (invoice.Guid("currencyId") != currency)
        {
            throw ErpError.Field($"Currency Code must be equal to '{invoice.Text("currencyCode")}' in Gen. Journal Line.");
        }

        if (invoice.Number("remaining") == 0)
        {
            throw ErpError.Dialog($"You cannot apply to Invoice {invoice.Text("number")} because it is closed.");
        }

        if (payment.Date("postingDate") < invoice.Date("postingDate"))
        {
            throw ErpError.Dialog("You are not allowed to apply and post an entry to an entry with an earlier posting date.\\\\"
                + $"Instead, post Invoice {invoice.Text("number")} and then apply it to Payment {payment.Text("documentNumber")}.");
        }

        var applied = Math.Min(amount, invoice.Number("remaining"));
        _booking.Settle(invoice, applied);
        var unapplied = company.Round((amount - applied) * company.Rate(currency), Guid.Empty);
        return currency == Guid.Empty ? received : company.Round(applied * invoice.Number("exchangeRate"), Guid.Empty) + unapplied;
    }

    private ErpRow BalancingAccount(ErpRow batch) => _database["accounts"].Single("number", batch.Text("balancingAccountNumber"))
        ?? throw ErpError.Field(
            $"Bal. Account No. must have a value in Gen. Journal Batch: Name={batch.Text("code")}. It cannot be zero or empty.");

    private static string Description(ErpRow fallback, ErpRow line) =>
        line.Text("description").Length > 0 ? line.Text("description") : fallback.Text("displayName");
}
