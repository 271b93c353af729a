using ErpSync.Sandbox.BusinessCentral.Http;
using ErpSync.Sandbox.BusinessCentral.Schema;
using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Posts sales documents: shipments, invoices, credit memos, and the cancelling of invoices.</summary>
internal sealed class SalesPosting(ErpCompany company)
{
    private readonly ErpDatabase _database = company.Database;
    private readonly SalesPostingChecks _checks = new(company);
    private readonly SalesBooking _booking = new(company);

    /// <summary>What the only order action of the API does.</summary>
    public (string Set, Guid Id)? ShipAndInvoice(ErpRow order) => Post(order, ship: true, invoice: true);

    /// <summary>Ships and invoices exactly the quantities set on the lines.</summary>
    public (string Set, Guid Id)? Post(ErpRow order, bool ship, bool invoice)
    {
        if (order.Text("status") == "In_x0020_Review")
        {
            // With an approval pending the real action reports success and posts nothing.
            return null;
        }

        var work = company.Totals.Lines(SalesKind.Order, order.Id).Where(line => line.Text("lineType") != "Comment")
            .Select(line => new PostingLine(line, ship ? line.Number("shipQuantity") : 0m, invoice ? line.Number("invoiceQuantity") : 0m))
            .ToList();
        _checks.Order(order, work);
        if (work.Exists(line => line.Ship != 0))
        {
            Ship(order, work);
        }

        var posted = work.Exists(line => line.Invoice != 0) ? Invoice(order, work) : null;
        Finish(order, work, posted);
        _database.Commit();
        var first = order.Guid("invoicePosted") == Guid.Empty ? posted?.Id ?? Guid.Empty : order.Guid("invoicePosted");
        return first == Guid.Empty ? null : ("salesInvoices", first);
    }

    /// <summary>Posts a draft invoice or credit memo; it keeps its id and gets a posted number.</summary>
    public (string Set, Guid Id)? PostDraft(SalesKind kind, ErpRow draft)
    {
        var invoice = kind == SalesKind.Invoice;
        if (draft.Text("status") != "Draft")
        {
            throw ErpError.Dialog($"The action can be applied to a draft {(invoice ? "invoice" : "credit memo")} only.");
        }

        var lines = company.Totals.Lines(kind, draft.Id);
        if (!lines.Any(line => line.Number("quantity") != 0))
        {
            throw ErpError.Dialog($"Please add at least one line item to the {(invoice ? "invoice" : "credit memo")}.");
        }

        _checks.Document(draft, lines, ships: invoice);
        SalesPostingChecks.Total(draft);
        var header = draft.Edit();
        header["number"] = invoice ? _database.NextNumber("PS-INV", 103001) : _database.NextNumber("PS-CR", 104001);
        var posted = Open(header);
        foreach (var line in lines)
        {
            _booking.Move(posted, line, line.Number("quantity") * (invoice ? -1 : 1), invoice ? "Sales Invoice" : "Sales Credit Memo");
        }

        _booking.Book(posted, lines, credit: !invoice);
        if (!invoice)
        {
            _booking.Apply(posted);
        }

        _database.Commit();
        return (kind.HeaderSet, posted.Id);
    }

    /// <summary>Cancels a posted invoice by a full corrective credit memo; an order that still exists becomes outstanding again.</summary>
    public (string Set, Guid Id)? Cancel(ErpRow invoice)
    {
        _checks.Cancel(invoice, "cancel");
        var memo = CreditMemoOf(invoice);
        memo["number"] = _database.NextNumber("PS-CR", 104001);
        memo["status"] = "Corrective";
        var lines = CopyLines(SalesKind.Invoice, invoice.Id, SalesKind.CreditMemo, memo);
        company.Totals.Compute(memo, lines, spread: false);
        memo["remaining"] = 0m;
        memo["exchangeRate"] = invoice.Number("exchangeRate");
        var posted = _database.Insert(memo);
        foreach (var line in lines)
        {
            _database.Insert(line);
            _booking.Move(posted, line, line.Number("quantity"), "Sales Credit Memo");
        }

        _booking.Book(posted, lines, credit: true);
        var canceled = invoice.Edit();
        canceled["status"] = "Canceled";
        canceled["remaining"] = 0m;
        _database.Update(canceled);
        Reopen(invoice);
        _database.Commit();
        return ("salesCreditMemos", posted.Id);
    }

    /// <summary>Makes a draft credit memo with all lines of the invoice.</summary>
    public (string Set, Guid Id)? MakeCorrective(ErpRow invoice)
    {
        _checks.Cancel(invoice, "correct");
        if (_database["salesOrders"].Find(invoice.Guid("orderId")) is not null)
        {
            throw new ErpError(400, "Application_CallbackNotAllowed",
                "The service attempted to issue a client callback to show a confirmation dialog box.");
        }

        var memo = CreditMemoOf(invoice);
        memo["number"] = _database.NextNumber(SalesKind.CreditMemo.Series, SalesKind.CreditMemo.FirstNumber);
        var stored = _database.Insert(memo);
        foreach (var line in CopyLines(SalesKind.Invoice, invoice.Id, SalesKind.CreditMemo, stored))
        {
            _database.Insert(line);
        }

        company.Totals.Refresh(stored);
        return ("salesCreditMemos", stored.Id);
    }

    private void Ship(ErpRow order, List<PostingLine> work)
    {
        var shipment = _database.New("salesShipments");
        RowCopy.Shared(order, shipment, "id", "number", "lastModifiedDateTime", "customerPurchaseOrderReference");
        shipment["number"] = _database.NextNumber("PS-SHPT", 102001);
        shipment["orderNumber"] = order.Text("number");
        shipment["invoiceDate"] = order.Date("orderDate");
        shipment["dueDate"] = order.Date("postingDate");
        shipment["paymentTermsCode"] = _database["paymentTerms"].Find(order.Guid("paymentTermsId"))?.Text("code") ?? "";
        var posted = _database.Insert(shipment);
        foreach (var (line, ship, _) in work.Where(item => item.Ship != 0))
        {
            var shipped = _database.New("salesShipmentLines");
            RowCopy.Shared(line, shipped, "id", "documentId", "lineType");
            shipped["documentId"] = posted.Id;
            shipped["documentNo"] = posted.Text("number");
            shipped["lineType"] = line.Text("lineType") == "Account" ? ErpEnums.Encode("G/L Account") : line.Text("lineType");
            shipped["quantity"] = ship;
            _database.Insert(shipped);
            _booking.Move(posted, line, -ship, "Sales Shipment");
        }
    }

    private ErpRow Invoice(ErpRow order, List<PostingLine> work)
    {
        var invoice = _database.New("salesInvoices");
        RowCopy.Shared(order, invoice, "id", "number", "status", "lastModifiedDateTime");
        invoice["id"] = _database.NewId();
        invoice["number"] = _database.NextNumber("PS-INV", 103001);
        invoice["invoiceDate"] = order.Date("orderDate");
        invoice["dueDate"] = order.Date("postingDate").AddDays(company.DueDays(order.Guid("paymentTermsId")));
        invoice["orderId"] = order.Id;
        invoice["orderNumber"] = order.Text("number");
        var lines = work.Where(item => item.Invoice != 0).Select(item => InvoiceLine(invoice, item)).ToList();
        company.Totals.Compute(invoice, lines, spread: false);
        SalesPostingChecks.Total(invoice);
        var posted = Open(invoice);
        foreach (var line in lines)
        {
            _database.Insert(line);
        }

        _booking.Book(posted, lines, credit: false);
        return posted;
    }

    private ErpRow InvoiceLine(ErpRow invoice, PostingLine item)
    {
        var (line, _, quantity) = item;
        var row = _database.New("salesInvoiceLines");
        RowCopy.Shared(line, row, "id", "documentId");
        row["id"] = _database.NewId();
        row["documentId"] = invoice.Id;
        row["orderLineId"] = line.Id;
        row["quantity"] = quantity;
        row["discountAmount"] = Part("discountAmount");
        row["invoiceDiscount"] = Part("invoiceDiscount");
        return row;

        // The share up to now minus the share before: the parts of all invoices add up to the whole.
        decimal Part(string property)
        {
            var before = line.Number("invoicedQuantity");
            decimal UpTo(decimal invoiced) =>
                company.Round(line.Number(property) * invoiced / line.Number("quantity"), invoice.Guid("currencyId"));
            return UpTo(before + quantity) - UpTo(before);
        }
    }

    private ErpRow Open(ErpRow header)
    {
        header["exchangeRate"] = company.Rate(header.Guid("currencyId"));
        header["remaining"] = header.Number("totalAmountIncludingTax");
        header["status"] = header.Number("totalAmountIncludingTax") == 0 ? "Paid" : "Open";
        return _database[header.Entity.Set].Find(header.Id) is null ? _database.Insert(header) : _database.Update(header);
    }

    private void Finish(ErpRow order, List<PostingLine> work, ErpRow? posted)
    {
        var complete = true;
        var shipped = true;
        foreach (var (line, ship, invoice) in work)
        {
            var edited = line.Edit();
            edited["shippedQuantity"] = line.Number("shippedQuantity") + ship;
            edited["invoicedQuantity"] = line.Number("invoicedQuantity") + invoice;
            var toShip = edited.Number("quantity") - edited.Number("shippedQuantity");
            var toInvoice = edited.Number("quantity") - edited.Number("invoicedQuantity");
            edited["shipQuantity"] = company.Options.BlankQuantityToShip ? 0m : toShip;
            edited["invoiceQuantity"] = company.Options.BlankQuantityToShip ? 0m : toInvoice;
            shipped &= toShip == 0;
            complete &= toShip == 0 && toInvoice == 0;
            _database.Update(edited);
        }

        if (complete)
        {
            foreach (var line in company.Totals.Lines(SalesKind.Order, order.Id))
            {
                _database.Delete(line);
            }

            _database.Delete(order);
            return;
        }

        var header = order.Edit();
        header["fullyShipped"] = shipped;
        _database.Update(header);
        if (posted is not null && order.Guid("invoicePosted") == Guid.Empty)
        {
            header = _database["salesOrders"].Find(order.Id)!.Edit();
            header["invoicePosted"] = posted.Id;
            _database.UpdateSilently(header);
        }
    }

    private void Reopen(ErpRow invoice)
    {
        if (_database["salesOrders"].Find(invoice.Guid("orderId")) is null)
        {
            return;
        }

        foreach (var line in company.Totals.Lines(SalesKind.Invoice, invoice.Id))
        {
            if (_database["salesOrderLines"].Find(line.Guid("orderLineId"))?.Edit() is not { } orderLine)
            {
                continue;
            }

            orderLine["shippedQuantity"] = orderLine.Number("shippedQuantity") - line.Number("quantity");
            orderLine["invoicedQuantity"] = orderLine.Number("invoicedQuantity") - line.Number("quantity");
            orderLine["shipQuantity"] = orderLine.Number("quantity") - orderLine.Number("shippedQuantity");
            orderLine["invoiceQuantity"] = orderLine.Number("quantity") - orderLine.Number("invoicedQuantity");
            _database.Update(orderLine);
        }
    }

    private ErpRow CreditMemoOf(ErpRow invoice)
    {
        var memo = _database.New("salesCreditMemos");
        RowCopy.Shared(invoice, memo, "id", "number", "status", "lastModifiedDateTime", "remaining");
        memo["id"] = _database.NewId();
        memo["creditMemoDate"] = _database.Today;
        memo["postingDate"] = _database.Today;
        memo["invoiceId"] = invoice.Id;
        memo["invoiceNumber"] = invoice.Text("number");
        memo["status"] = "Draft";
        return memo;
    }

    private List<ErpRow> CopyLines(SalesKind from, Guid document, SalesKind to, ErpRow header) =>
    [
        .. company.Totals.Lines(from, document).Select(line =>
        {
            var copy = _database.New(to.LineSet);
            RowCopy.Shared(line, copy, "id", "documentId");
            copy["id"] = _database.NewId();
            copy["documentId"] = header.Id;
            return copy;
        }),
    ];
}
