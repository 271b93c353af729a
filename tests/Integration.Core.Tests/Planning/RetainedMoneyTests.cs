using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;

namespace ErpSync.Core.Tests.Planning;

/// <summary>A cancelled order without a document books nothing, so money of it that stays with the merchant is told to a person.</summary>
public sealed class RetainedMoneyTests
{
    private static readonly DateTimeOffset Cancelled = Orders.Placed.AddHours(2);
    private static readonly Payment Captured = Moved("T1", PaymentKind.Sale, 100m);

    [Fact]
    public void A_fee_kept_from_a_cancelled_order_is_a_case_with_its_amount()
    {
        var plan = Plan([Captured, Moved("T2", PaymentKind.Refund, 90m)], Cancelled.AddDays(2));

        plan.Effects.Should().BeEmpty();
        plan.Fault.Should().BeEquivalentTo(new { Code = "money.retained-after-cancel", Field = "payments" });
        plan.Fault!.Message.Should().Contain("10.00 EUR").And.Contain("90.00 EUR");
        plan.Fault.Hint.Should().Contain("Refund");
    }

    [Fact]
    public void The_refund_that_follows_a_cancellation_is_waited_for()
    {
        var plan = Plan([Captured], Cancelled.AddHours(4));

        plan.Fault.Should().BeNull();
        plan.Wait.Should().Match<PlanWait>(wait => wait.Cause == "money.retained-after-cancel" && wait.LookAgainAfter == TimeSpan.FromHours(20));
    }

    [Fact]
    public void A_refund_under_way_is_waited_for_however_long_ago_the_order_was_cancelled()
    {
        var plan = Plan([Captured, Moved("T2", PaymentKind.Refund, 100m) with { Status = PaymentStatus.Pending }], Cancelled.AddDays(9));

        plan.Fault.Should().BeNull();
        plan.Wait.Should().Match<PlanWait>(wait => wait.Cause == "document.RefundPending" && wait.Limit == TimeSpan.FromDays(30));
    }

    [Fact]
    public void A_refund_that_failed_gives_nothing_back() =>
        Plan([Captured, Moved("T2", PaymentKind.Refund, 100m) with { Status = PaymentStatus.Failure }], Cancelled.AddDays(2)).Fault!.Code.Should().Be("money.retained-after-cancel");

    [Fact]
    public void Nothing_is_said_when_all_of_it_went_back_or_none_came()
    {
        foreach (var payments in new Payment[][]
        {
            [Captured, Moved("T2", PaymentKind.Refund, 90m), Moved("T3", PaymentKind.Refund, 10m)],
            [Captured with { Kind = PaymentKind.Authorization }, Moved("T2", PaymentKind.Void, 100m)],
            [Moved("T1", PaymentKind.Sale, 110m), Moved("T2", PaymentKind.Change, 10m), Moved("T3", PaymentKind.Refund, 100m)],
            [Moved("T2", PaymentKind.Refund, 100m)],
            [],
        })
        {
            Plan(payments, Cancelled.AddDays(2)).Should().Match<SubjectPlan>(plan => plan.Fault == null && plan.Wait == null);
        }
    }

    [Fact]
    public void An_order_that_stands_keeps_its_money() =>
        Plan(new OrderReading(Order([Captured]) with { CancelledAt = null }, [], new Dictionary<string, SalesDocumentState>(), null), Cancelled.AddDays(2)).Fault.Should().BeNull();

    [Fact]
    public void A_document_cancelled_with_the_order_does_not_stand()
    {
        var open = Plan(Written(SalesDocumentStatus.Open), Cancelled.AddDays(2));
        open.Effects.Should().ContainSingle().Which.Kind.Should().Be(WriteKind.Delete);
        open.Fault!.Code.Should().Be("money.retained-after-cancel");

        var gone = Plan(Written(null), Cancelled.AddDays(2));
        gone.Effects.Should().BeEmpty();
        gone.Fault!.Code.Should().Be("money.retained-after-cancel");
    }

    [Fact]
    public void A_document_that_stands_has_the_say() =>
        Plan(Written(SalesDocumentStatus.Posted), Cancelled.AddDays(2)).Fault!.Code.Should().Be("document.CancelledAfterDocument");

    private static Order Order(IReadOnlyList<Payment> payments) => Orders.Of([Orders.Line("L1", 1, 100m, rate: 0m)]) with { CancelledAt = Cancelled, Payments = payments };

    private static SubjectPlan Plan(Payment[] payments, DateTimeOffset now) => Plan(new OrderReading(Order(payments), [], new Dictionary<string, SalesDocumentState>(), null), now);

    private static SubjectPlan Plan(OrderReading reading, DateTimeOffset now) =>
        new OrderPlanner("shop", "erp", new OrderSyncOptions { GuestCustomerNumber = "C1" }, new DocumentPlanner(), new NoAccounts()).Plan("1001", reading, now);

    private static OrderReading Written(SalesDocumentStatus? status)
    {
        var memo = new DocumentMemo
        {
            Kind = SalesDocumentKind.SalesOrder,
            Source = new DocumentSource(DocumentSourceType.Order, "1001"),
            Lines = [new DocumentMemoLine("L1", "SKU-L1", 1, new Money(100m, Orders.Eur))],
            Gross = new Money(100m, Orders.Eur),
            IsCancelled = status is null,
        };
        var states = new Dictionary<string, SalesDocumentState>();
        if (status is { } stands)
        {
            states["order"] = new SalesDocumentState
            {
                Id = "order",
                Kind = SalesDocumentKind.SalesOrder,
                Number = "SO-1",
                Status = stands,
                Lines = [new SalesDocumentLineState("10000", "SKU-L1", 1, 0, 0, new Money(100m, Orders.Eur))],
            };
        }

        return new OrderReading(
            Order([Captured, Moved("T2", PaymentKind.Refund, 90m)]),
            [new WrittenRecord("document/Order/1001", new RecordRef("order", null, "SO-1"), JsonSerializer.Serialize(memo, PlanningJson.Default.DocumentMemo))], states, null);
    }

    private static Payment Moved(string id, PaymentKind kind, decimal amount) => new()
    {
        Id = id,
        Kind = kind,
        Status = PaymentStatus.Success,
        Gateway = "card",
        Amount = Orders.Money(amount),
        ProcessedAt = Orders.Placed.AddHours(1),
    };

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
