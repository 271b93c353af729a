using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;

namespace ErpSync.Core.Tests.Planning;

/// <summary>Payments are planned like documents: what should be booked less what the links say is booked.</summary>
public sealed class PaymentPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Payment Card = Received("T1", "shopify_payments", 81m);
    private static readonly Payment GiftCard = Received("T2", "gift_card", 38m);

    [Fact]
    public void Nothing_is_booked_unless_asked_for() =>
        Plan(PaymentBooking.None, Order(Card), Invoiced("INV-1")).Should().BeEmpty();

    [Fact]
    public void Nothing_is_booked_before_the_goods_are_invoiced() =>
        Plan(PaymentBooking.Receipts, Order(Card), State(SalesDocumentStatus.Open, [])).Should().BeEmpty();

    [Fact]
    public void Every_tender_of_an_invoiced_order_is_booked_against_its_invoice()
    {
        var effects = Plan(PaymentBooking.Receipts, Order(Card, GiftCard), Invoiced("INV-1"));

        effects.Should().HaveCount(2).And.AllSatisfy(effect =>
        {
            (effect.Connection, effect.Entity, effect.Kind).Should().Be(("erp", EntityNames.PaymentEntry, WriteKind.Create));
            Entry(effect).AppliesTo.Should().Be(new AppliesTo(SalesDocumentKind.SalesInvoice, "INV-1"));
            Entry(effect).Customer.Number.Should().Be("C1");
            Entry(effect).OrderNumber.Should().Be("#1001");
        });
        effects.Select(effect => (Entry(effect).Gateway, Entry(effect).Amount.Amount)).Should().Equal(("shopify_payments", 81m), ("gift_card", 38m));
        effects.Select(effect => effect.LinkName).Should().Equal("payment/T1", "payment/T2");
    }

    [Fact]
    public void The_key_and_the_posting_day_are_the_same_whenever_it_is_planned_again()
    {
        var first = Plan(PaymentBooking.Receipts, Order(Card), Invoiced("INV-1")).Single();
        var again = Plan(PaymentBooking.Receipts, Order(Card) with { UpdatedAt = Now }, Invoiced("INV-1"), now: Now.AddDays(3)).Single();

        again.Key.Should().Be(first.Key);
        Entry(again).PostingDate.Should().Be(Entry(first).PostingDate).And.Be(new DateOnly(2026, 3, 3));
    }

    [Theory]
    [InlineData(2, 3)]
    [InlineData(5, 5)]
    public void A_receipt_is_dated_on_the_day_of_its_first_invoice_where_that_is_later(int invoiced, int booked)
    {
        var day = new DateOnly(2026, 3, invoiced);

        var applied = Plan(PaymentBooking.Receipts, Order(Card), Invoiced("INV-1") with { FirstPostingDate = day });
        var onAccount = Plan(PaymentBooking.Receipts, Order(Card), Invoiced("INV-1", "INV-2") with { FirstPostingDate = day });

        applied.Concat(onAccount).Select(effect => Entry(effect).PostingDate).Should().Equal(new DateOnly(2026, 3, booked), new DateOnly(2026, 3, booked));
        applied[0].Key.Should().Be(Plan(PaymentBooking.Receipts, Order(Card), Invoiced("INV-1")).Single().Key);
    }

    [Fact]
    public void Money_paid_back_keeps_its_day()
    {
        var back = Received("T9", "shopify_payments", 11.90m) with { Kind = PaymentKind.Refund, RefundId = "R1" };
        var order = Order(back) with { Refunds = [new Refund { Id = "R1", CreatedAt = Orders.Placed.AddDays(1), Lines = [] }] };
        var memo = State(SalesDocumentStatus.Posted, ["PCM-1"]) with { Id = "memo", Kind = SalesDocumentKind.CreditMemo, FirstPostingDate = new DateOnly(2026, 3, 9) };

        var effect = Plan(PaymentBooking.ReceiptsAndRefunds, order, Invoiced("INV-1") with { FirstPostingDate = new DateOnly(2026, 3, 8) }, refund: memo).Single();

        Entry(effect).PostingDate.Should().Be(new DateOnly(2026, 3, 3));
    }

    [Fact]
    public void A_booked_payment_is_not_planned_again() =>
        Plan(PaymentBooking.Receipts, Order(Card, GiftCard), Invoiced("INV-1"), booked: ["T1"]).Select(effect => effect.LinkName).Should().Equal("payment/T2");

    [Fact]
    public void What_the_invoice_has_no_room_for_goes_on_account()
    {
        var effects = Plan(PaymentBooking.Receipts, Order(Card, GiftCard), Invoiced("INV-1", open: 81m));

        Entry(effects[0]).AppliesTo.Should().NotBeNull();
        Entry(effects[1]).AppliesTo.Should().BeNull("the first payment settles the invoice");
    }

    [Fact]
    public void Receipts_of_an_order_with_several_invoices_go_on_account()
    {
        var effects = Plan(PaymentBooking.Receipts, Order(Card, GiftCard), Invoiced("INV-1", "INV-2"));

        effects.Should().HaveCount(2).And.AllSatisfy(effect => Entry(effect).AppliesTo.Should().BeNull());
    }

    [Theory]
    [InlineData(PaymentBooking.Receipts)]
    [InlineData(PaymentBooking.ReceiptsAndRefunds)]
    public void Cash_is_booked_without_the_change_that_was_given_on_it(PaymentBooking booking)
    {
        var cash = Received("T1", "cash", 60m);
        var change = Received("T2", "cash", 10m) with { Kind = PaymentKind.Change };

        var effects = Plan(booking, Order(cash, change, Card with { Id = "T9" }), Invoiced("INV-1", open: 131m));

        effects.Select(effect => (effect.LinkName, Entry(effect).Amount.Amount)).Should().Equal(("payment/T1", 50m), ("payment/T9", 81m));
    }

    [Fact]
    public void Change_belongs_to_the_payment_it_names_else_to_the_last_one_of_its_gateway_before_it()
    {
        var (first, second) = (Received("T1", "cash", 30m), Received("T2", "CASH", 60m) with { ProcessedAt = Orders.Placed.AddDays(2) });
        var change = Received("T3", "cash", 10m) with { Kind = PaymentKind.Change, ProcessedAt = Orders.Placed.AddDays(2) };

        Amounts(first, second, change).Should().Equal(30m, 50m);
        Amounts(first, second, change with { ParentId = "T1" }).Should().Equal(20m, 60m);
        Amounts(first, second, change with { Status = PaymentStatus.Failure }).Should().Equal(30m, 60m);
        Amounts(first, second, change with { Gateway = "card" }).Should().Equal([30m, 60m], "nothing of that gateway was received");
    }

    [Fact]
    public void Change_leaves_the_invoice_room_for_the_next_payment()
    {
        var effects = Plan(PaymentBooking.Receipts, Order(Received("T1", "cash", 119m), Received("T2", "cash", 19m) with { Kind = PaymentKind.Change }, Received("T3", "card", 19m)), Invoiced("INV-1"));

        effects.Should().HaveCount(2).And.AllSatisfy(effect => Entry(effect).AppliesTo.Should().NotBeNull());
    }

    [Fact]
    public void Only_money_that_moved_is_booked()
    {
        var order = Order(
            Card with { Id = "A", Kind = PaymentKind.Authorization },
            Card with { Id = "B", Status = PaymentStatus.Failure },
            Card with { Id = "C", Status = PaymentStatus.Pending },
            Card with { Id = "D", Kind = PaymentKind.Void },
            Card with { Id = "E", Kind = PaymentKind.Capture },
            Card with { Id = "F", Gateway = "CASH" });

        Plan(PaymentBooking.Receipts, order, Invoiced("INV-1"), options: options => options.GatewaysNotBooked.Add("cash"))
            .Select(effect => effect.LinkName).Should().Equal("payment/E");
    }

    [Theory]
    [InlineData(PaymentBooking.Receipts, 0)]
    [InlineData(PaymentBooking.ReceiptsAndRefunds, 1)]
    public void Money_paid_back_is_booked_against_its_own_credit_memo_where_asked_for(PaymentBooking booking, int planned)
    {
        var order = Order(Received("T9", "shopify_payments", 11.90m) with { Kind = PaymentKind.Refund, RefundId = "R1" }) with
        {
            Refunds = [new Refund { Id = "R1", CreatedAt = Orders.Placed.AddDays(4), Lines = [] }],
        };
        var memo = new SalesDocumentState
        {
            Id = "memo",
            Kind = SalesDocumentKind.CreditMemo,
            Number = "CM-1",
            Status = SalesDocumentStatus.Posted,
            PostedNumbers = ["PCM-1"],
            OpenAmount = new Money(11.90m, Orders.Eur),
        };

        var effects = Plan(booking, order, Invoiced("INV-1"), refund: memo);

        effects.Should().HaveCount(planned);
        if (planned > 0)
        {
            Entry(effects[0]).Should().Match<PaymentEntry>(entry => entry.Amount.Amount == -11.90m && entry.AppliesTo == new AppliesTo(SalesDocumentKind.CreditMemo, "PCM-1"));
        }
    }

    [Theory]
    [InlineData(PaymentBooking.Receipts, true)]
    [InlineData(PaymentBooking.ReceiptsAndRefunds, true)]
    [InlineData(PaymentBooking.ReceiptsAndRefunds, false)]
    public void Money_paid_back_for_cancelled_units_goes_on_account_once_the_goods_are_invoiced(PaymentBooking booking, bool absorbed)
    {
        var order = Cancelled();
        string[] netted = absorbed ? ["R1"] : [];

        Plan(booking, order, State(SalesDocumentStatus.Open, []), absorbed: netted).Should().BeEmpty();
        var effects = Plan(booking, order, Invoiced("INV-1", open: 60m), absorbed: netted);

        (string, decimal, bool)[] receipt = [("payment/T1", 100m, true)], both = [.. receipt, ("payment/T9", -40m, false)];
        effects.Select(effect => (effect.LinkName!, Entry(effect).Amount.Amount, Entry(effect).AppliesTo is not null)).Should().Equal(booking == PaymentBooking.Receipts ? receipt : both);
    }

    [Fact]
    public void Money_paid_back_for_cancelled_units_is_booked_once_and_only_when_it_moved()
    {
        var order = Cancelled();
        var pending = order with { Payments = [order.Payments[0], order.Payments[1] with { Status = PaymentStatus.Pending }] };

        Plan(PaymentBooking.ReceiptsAndRefunds, order, Invoiced("INV-1", "INV-2"), booked: ["T1", "T9"], absorbed: ["R1"]).Should().BeEmpty();
        Plan(PaymentBooking.ReceiptsAndRefunds, order, Invoiced("INV-1", "INV-2"), booked: ["T1"], absorbed: ["R1"]).Should().ContainSingle().Which.Key.Value.Should().Be("shop:order:1001:payment:T9:book");
        Plan(PaymentBooking.ReceiptsAndRefunds, pending, Invoiced("INV-1"), booked: ["T1"], absorbed: ["R1"]).Should().BeEmpty();
        Plan(PaymentBooking.ReceiptsAndRefunds, order, Invoiced("INV-1"), booked: ["T1"], absorbed: ["R1"], options: options => options.GatewaysNotBooked.Add("card")).Should().BeEmpty();
    }

    private static Order Cancelled() => Orders.Of([Orders.Line("L1", 1, 60m, rate: 0m), Orders.Line("L2", 0, 40m, rate: 0m)]) with
    {
        Lines = [Orders.Line("L1", 1, 60m, rate: 0m), Orders.Line("L2", 1, 40m, rate: 0m, current: 0)],
        Refunds =
        [
            new Refund
            {
                Id = "R1",
                CreatedAt = Orders.Placed.AddDays(2),
                Lines = [new RefundLine { LineId = "L2", Quantity = 1, RestockType = RestockType.Cancel, Subtotal = Orders.Money(40m), Tax = Orders.Money(0m) }],
            },
        ],
        Payments = [Received("T1", "card", 100m), Received("T9", "card", 40m) with { Kind = PaymentKind.Refund, RefundId = "R1" }],
    };

    private static PaymentEntry Entry(PlannedEffect effect) => (PaymentEntry)effect.Record;

    private static Payment Received(string id, string gateway, decimal amount) => new()
    {
        Id = id,
        Kind = PaymentKind.Sale,
        Status = PaymentStatus.Success,
        Gateway = gateway,
        Amount = Orders.Money(amount),
        ProcessedAt = Orders.Placed.AddDays(1),
    };

    private static Order Order(params Payment[] payments) => Orders.Of([Orders.Line("L1", 1, 100m)]) with { Payments = payments };

    private static IEnumerable<decimal> Amounts(params Payment[] payments) =>
        Plan(PaymentBooking.Receipts, Order(payments), Invoiced("INV-1", "INV-2")).Select(effect => Entry(effect).Amount.Amount);

    private static SalesDocumentState Invoiced(params string[] numbers) => State(SalesDocumentStatus.Posted, numbers);

    private static SalesDocumentState Invoiced(string number, decimal open) => State(SalesDocumentStatus.Posted, [number]) with { OpenAmount = new Money(open, Orders.Eur) };

    private static SalesDocumentState State(SalesDocumentStatus status, string[] posted) => new()
    {
        Id = "order",
        Kind = SalesDocumentKind.SalesOrder,
        Number = "SO-1",
        ExternalNumber = "#1001",
        Status = status,
        Lines = [new SalesDocumentLineState("10000", "SKU-L1", 1, posted.Length, posted.Length, new Money(100m, Orders.Eur))],
        PostedNumbers = posted,
        OpenAmount = posted.Length > 0 ? new Money(119m, Orders.Eur) : null,
    };

    private static IReadOnlyList<PlannedEffect> Plan(
        PaymentBooking booking, Order order, SalesDocumentState state, string[]? booked = null, SalesDocumentState? refund = null, Action<OrderSyncOptions>? options = null, DateTimeOffset? now = null,
        string[]? absorbed = null)
    {
        var settings = new OrderSyncOptions { Payments = booking, GuestCustomerNumber = "C1" };
        options?.Invoke(settings);
        List<WrittenRecord> written =
        [
            Document("order", new DocumentSource(DocumentSourceType.Order, "1001"), SalesDocumentKind.SalesOrder, order.Lines[0].UnitPrice.Shop.Amount, absorbed),
            .. (booked ?? []).Select(id => new WrittenRecord("payment/" + id, new RecordRef(id), null)),
        ];
        var states = new Dictionary<string, SalesDocumentState> { ["order"] = state };
        if (refund is not null)
        {
            written.Add(Document("memo", new DocumentSource(DocumentSourceType.Refund, "R1"), SalesDocumentKind.CreditMemo, 10m));
            states["memo"] = refund;
        }

        var planner = new OrderPlanner("shop", "erp", settings, new DocumentPlanner(), new NoAccounts());
        return [.. planner.Plan("1001", new OrderReading(order, written, states, null), now ?? Now).Effects.Where(effect => effect.Entity == EntityNames.PaymentEntry)];
    }

    private static WrittenRecord Document(string id, DocumentSource source, SalesDocumentKind kind, decimal amount, string[]? absorbed = null) =>
        new($"document/{source.Type}/{source.Id}", new RecordRef(id, null, "SO-1"), JsonSerializer.Serialize(new DocumentMemo
        {
            Kind = kind,
            Source = source,
            Lines = [new DocumentMemoLine("L1", "SKU-L1", 1, new Money(amount, Orders.Eur))],
            Gross = new Money(amount * 1.19m, Orders.Eur),
            AbsorbedRefunds = absorbed ?? [],
        }, PlanningJson.Default.DocumentMemo));

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
