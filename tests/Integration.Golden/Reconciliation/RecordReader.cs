using System.Text.Json;
using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Reconciliation.Records;

namespace ErpSync.Golden.Reconciliation;

/// <summary>Reads the records of both sides.</summary>
internal static class RecordReader
{
    public static ReconciliationRecords Read(Node node) => new()
    {
        Orders = node.List("orders", Order),
        Billables = node.List("billables", Billable),
        Invoices = node.List("invoices", Document),
        CreditMemos = node.List("creditMemos", Document),
        Payments = node.List("payments", Payment),
        Receipts = node.List("receipts", Receipt),
        Transactions = node.List("transactions", static item => new GatewayTransaction
        {
            Id = item.Text("id"),
            PayoutId = item.OptionalText("payout"),
            Type = item.Text("type"),
            At = item.Instant("at"),
            Currency = Money(item),
            Gross = item.Number("gross"),
            Fee = item.OptionalNumber("fee") ?? 0m,
        }),
        Clearing = node.List("clearing", static item => new ClearingEntry
        {
            Id = item.Text("id"),
            Links = item.Texts("links"),
            Reference = item.OptionalText("ref"),
            PostedOn = item.Date("on"),
            Currency = Money(item),
            Amount = item.Number("amount"),
            Part = item.Text("part") switch
            {
                "gross" => ClearingPart.Gross,
                "fee" => ClearingPart.Fee,
                var other => throw item.Error($"unknown part '{other}'"),
            },
        }),
        Payouts = node.List("payouts", static item => new PayoutRecord
        {
            Id = item.Text("id"),
            Reference = item.OptionalText("ref"),
            On = item.Date("on"),
            Currency = Money(item),
            Amount = item.Number("amount"),
            Status = PayoutStatus(item),
        }),
        BankLines = node.List("bankLines", static item => new BankLine
        {
            Id = item.Text("id"),
            Links = item.Texts("links"),
            Reference = item.OptionalText("ref"),
            On = item.Date("on"),
            Currency = Money(item),
            Amount = item.Number("amount"),
        }),
        Refunds = node.List("refunds", Refund),
        ReturnReceipts = node.List("returnReceipts", static item => new ReturnReceipt
        {
            Id = item.Text("id"),
            Links = item.Texts("links"),
            OrderNumber = item.OptionalText("ref"),
            On = item.Date("on"),
            Quantity = item.Number("qty"),
        }),
        TaxLines = node.List("taxLines", static item => new ShopTaxLine
        {
            Document = item.OptionalText("doc") ?? "",
            Jurisdiction = item.Text("jurisdiction"),
            Code = item.Text("code"),
            Base = item.OptionalNumber("base") ?? 0m,
            Amount = item.Number("amount"),
            Channel = item.OptionalText("channel") ?? "",
            IsFacilitated = item.OptionalText("liable") switch
            {
                null or "Seller" => false,
                "Facilitator" => true,
                var other => throw item.Error($"unknown liable '{other}'"),
            },
        }),
        ErpTaxLines = node.List("erpTaxLines", Tax),
        LedgerTax = node.List("ledgerTax", Tax),
        ManualJournals = node.List("manualJournals", static item => new ManualTaxJournal(item.Text("id"), item.Text("jurisdiction"), item.Text("code"), item.Number("amount"), item.Text("by"))),
        Stock = node.List("cells", Stock),
        Movements = node.List("movements", static item => new BookedMovement
        {
            Id = item.Text("id"),
            Sku = item.Text("sku"),
            Location = item.Text("location"),
            Quantity = item.Number("qty"),
            At = item.Instant("at"),
            IsClaimOpen = item.Flag("claimOpen"),
            PostedIn = [.. item.Texts("postedIn").Select(name => System(item, name))],
        }),
        Publications = [.. node.List("publishes", static item => item.Text("status") == "Queued"
            ? new QueuedPublication(item.Text("id"), item.Text("sku"), item.Text("location"), item.Number("value"), item.Instant("queuedAt"))
            : throw item.Error("only queued publications are listed"))],
        ForeignWrites = node.List("foreignWrites", static item => new ForeignStockWrite
        {
            Id = item.Text("id"),
            System = System(item, item.Text("system")),
            Sku = item.Text("sku"),
            Location = item.Text("location"),
            From = item.Number("from"),
            To = item.Number("to"),
            At = item.Instant("at"),
            Actor = item.Text("actor"),
        }),
        Claims = node.List("claims", static item => new OpenClaim(item.Text("id"), item.Text("order"), item.Text("line"), item.Text("sku"), item.Number("open"), item.Instant("since"))),
        OpenLines = node.List("openLines", static item => new OpenOrderLine(item.Text("order"), item.Text("line"), item.Text("sku"), item.Number("open"))),
        OrderStatuses = node.List("orderStatus", static item => new OrderStatusPair(item.Text("order"), item.Text("shop"), item.Text("erp"))),
        Events = node.List("events", static item => new PostedEvent
        {
            Id = item.Text("id"),
            Kind = item.Text("kind"),
            On = item.OptionalDate("on"),
            At = item.OptionalInstant("at"),
            RecordedAt = item.Instant("recordedAt"),
            PostedOn = item.OptionalDate("postedOn"),
            Amount = item.Number("amount"),
            Currency = Money(item),
            By = item.OptionalText("by"),
        }),
        RollForwards = node.List("rollForwards", static item => new RollForwardAccount
        {
            Account = item.Text("account"),
            Currency = Money(item),
            Opening = item.Number("opening"),
            Movements = item.List("movements", static movement => new RollForwardMovement(movement.Text("name"), movement.Number("amount"))),
            List = item.List("list", static entry => new RollForwardItem(entry.Text("key"), entry.Number("amount"))),
            PriorClosing = item.OptionalNumber("priorClosing"),
            LedgerClosing = item.OptionalNumber("ledgerClosing"),
        }),
    };

    private static OrderFacts Order(Node node) => new()
    {
        Number = node.Text("no"),
        Currency = Money(node),
        Total = node.OptionalNumber("total"),
        IsPaid = node.Flag("paid"),
        DeletedAt = node.OptionalInstant("deletedAt"),
        Edits = node.List("edits", static edit => new OrderEditFact(edit.Text("id"), edit.Instant("at"), edit.Number("oldTotal"), edit.Number("newTotal"))),
    };

    private static Billable Billable(Node node) => new()
    {
        Id = node.Text("id"),
        OrderNumber = node.Text("ref"),
        ShippedOn = node.OptionalDate("on"),
        Currency = Money(node),
        Total = node.Number("total"),
        Parts = Parts(node),
        Roundings = node.OptionalWhole("roundings") ?? 0,
        Flow = Flow(node),
    };

    private static BookedDocument Document(Node node) => new()
    {
        Id = node.Text("id"),
        Links = node.Texts("links"),
        OrderNumber = node.OptionalText("ref"),
        PostedOn = node.Date("on"),
        Currency = Money(node),
        Total = node.Number("total"),
        Parts = Parts(node),
        Roundings = node.OptionalWhole("roundings") ?? 0,
        ContentHash = node.OptionalText("hash"),
        IdempotencyKey = node.OptionalText("idempotencyKey"),
        CreatedBy = Person(node, "createdBy"),
        EditedBy = Person(node, "editedBy"),
        PostedAt = node.OptionalInstant("postedAt"),
    };

    private static CapturedPayment Payment(Node node) => new()
    {
        Id = node.Text("id"),
        OrderNumber = node.Text("ref"),
        At = node.Instant("at"),
        Currency = Money(node),
        Amount = node.Number("amount"),
        Status = node.Choice("status", SettlementStatus.Success),
        FunctionalAmount = node.OptionalNumber("functional"),
        Rate = node.OptionalNumber("rate"),
    };

    private static BookedReceipt Receipt(Node node) => new()
    {
        Id = node.Text("id"),
        Links = node.Texts("links"),
        OrderNumber = node.OptionalText("ref"),
        PostedOn = node.Date("on"),
        Currency = Money(node),
        Amount = node.Number("amount"),
        FunctionalAmount = node.OptionalNumber("functional"),
        Rate = node.OptionalNumber("rate"),
    };

    private static PaidRefund Refund(Node node) => new()
    {
        Id = node.Text("id"),
        OrderNumber = node.Text("ref"),
        At = node.Instant("at"),
        Currency = Money(node),
        Amount = node.Number("amount"),
        Status = node.Choice("status", SettlementStatus.Success),
        FunctionalAmount = node.OptionalNumber("functional"),
        Rate = node.OptionalNumber("rate"),
        Parts = Parts(node),
        Roundings = node.OptionalWhole("roundings") ?? 0,
        GoodsQuantity = node.OptionalNumber("goodsQty") ?? 0m,
        Flow = Flow(node),
    };

    private static BookedTaxLine Tax(Node node) => new()
    {
        Document = node.OptionalText("doc") ?? "",
        Jurisdiction = node.Text("jurisdiction"),
        Code = node.Text("code"),
        Base = node.OptionalNumber("base") ?? 0m,
        Amount = node.Number("amount"),
    };

    private static StockBalance Stock(Node node) => new()
    {
        Sku = node.Text("sku"),
        Location = node.Text("location"),
        Wms = node.Number("wms"),
        Erp = node.Number("erp"),
        Shop = node.OptionalNumber("shop"),
        Claims = node.OptionalNumber("claims") ?? 0m,
        Buffer = node.OptionalNumber("buffer") ?? 0m,
        PublishedAt = node.OptionalInstant("publishedAt"),
        Lag = node.OptionalChild("lag")?.Read(static lag => new SnapshotLag(lag.Number("expectedBefore"), lag.Instant("at"))),
        UnitFactor = node.OptionalNumber("uomFactor"),
    };

    private static FlowProgress Flow(Node node)
    {
        _ = (node.OptionalInstant("importedAt"), node.OptionalInstant("exportedAt"));
        return new FlowProgress(!node.IsNull("importedAt"), !node.IsNull("exportedAt"), node.OptionalText("parked"));
    }

    private static SettlementStatus PayoutStatus(Node node) => node.OptionalText("status") switch
    {
        nameof(SettlementStatus.Failed) => SettlementStatus.Failed,
        nameof(SettlementStatus.Pending) => SettlementStatus.Pending,
        _ => SettlementStatus.Success,
    };

    private static StockSystem System(Node node, string name) => name switch
    {
        "wms" => StockSystem.Wms,
        "erp" => StockSystem.Erp,
        "shop" => StockSystem.Shop,
        _ => throw node.Error($"unknown system '{name}'"),
    };

    private static Dictionary<string, decimal>? Parts(Node node) =>
        node.Has("parts") ? node.Table("parts", static (JsonElement value, string _) => Node.ParseNumber(value)).ToDictionary(StringComparer.Ordinal) : null;

    private static string? Person(Node node, string key) => node.OptionalText(key) is { } who and not "integration" ? who : null;

    private static Currency Money(Node node) => Currency.FromCode(node.Text("currency"));
}
