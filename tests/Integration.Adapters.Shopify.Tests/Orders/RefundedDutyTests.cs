using System.Globalization;
using System.Text.Json;
using ErpSync.Adapters.Shopify.Orders;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Adapters.Shopify.Tests.Orders;

/// <summary>Duties are charged with an order, each for itself, and given back by refunds that name them.</summary>
public sealed class RefundedDutyTests
{
    private const string First = "gid://shopify/Duty/1";
    private const string Second = "gid://shopify/Duty/2";
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Refunds_are_asked_which_duty_they_give_back() => OrderOperations.Refunds.Text.Should().Contain("originalDuty { id }");

    [Fact]
    public void Refunded_duty_is_a_line_of_its_refund_and_no_adjustment()
    {
        var order = Map(Node(100m, 0m, [(First, 16m)]), Refund(5, 16m, (First, 16m)));

        OrderMoney.Check(order).Should().BeEmpty();
        order.Lines.Select(line => (line.Id, line.Quantity, line.CurrentQuantity)).Should().Equal(("gid://shopify/LineItem/1", 1, 1), (First, 1, 0));
        var refund = order.Refunds.Should().ContainSingle().Subject;
        refund.Adjustments.Should().BeEmpty();
        refund.Lines.Should().ContainSingle().Which.Should().Match<RefundLine>(line =>
            line.LineId == First && line.Quantity == 1 && line.RestockType == RestockType.NoRestock && line.Subtotal.Shop.Amount == 16m && line.Tax.Shop.Amount == 0m);
    }

    [Fact]
    public void Open_document_loses_the_duty_and_nothing_is_credited()
    {
        var created = Create(Map(Node(116m, 16m, [(First, 16m)])));

        var plan = Plan(Map(Node(100m, 0m, [(First, 16m)]), Refund(5, 16m, (First, 16m))), created, SalesDocumentStatus.Open);

        var update = plan.Effects.Should().ContainSingle().Subject;
        update.Kind.Should().Be(WriteKind.Update);
        ((SalesDocument)update.Record).Totals.Gross.Amount.Should().Be(100m);
        ((SalesDocument)update.Record).AbsorbedRefunds.Should().Equal("5");
        (plan.Fault, plan.Wait).Should().Be((null, null));
    }

    [Fact]
    public void Posted_duty_is_credited_where_it_was_charged()
    {
        var created = Create(Map(Node(116m, 16m, [(First, 16m)])));

        var plan = Plan(Map(Node(100m, 0m, [(First, 16m)]), Refund(5, 16m, (First, 16m))), created, SalesDocumentStatus.Posted);

        var memo = (SalesDocument)plan.Effects.Should().ContainSingle().Subject.Record;
        memo.Kind.Should().Be(SalesDocumentKind.CreditMemo);
        memo.Lines.Select(line => (line.Account, line.SourceLine, line.Amount.Amount)).Should().Equal((AccountOfDuty(created), First, 16m));
        memo.AppliesTo.Should().Be(new AppliesTo(SalesDocumentKind.SalesInvoice, "PSI1"));
        (plan.Fault, plan.Wait).Should().Be((null, null));
    }

    [Fact]
    public void Duty_is_invoiced_with_the_last_goods()
    {
        var order = Map(Node(116m, 16m, [(First, 16m)]));
        var created = Create(order);
        var shipped = order with { Fulfilments = [new Fulfilment { Id = "F1", Lines = [new FulfilmentLine("gid://shopify/LineItem/1", 1)] }] };

        var posting = Plan(shipped, created, SalesDocumentStatus.Open, FulfilmentExecutor.Shop).Effects.Should().ContainSingle().Subject.Record;

        ((DocumentPosting)posting).Lines.Select(line => line.LineKey).Should().Equal("10000", "20000");
        ((SalesDocument)Create(shipped).Record).Kind.Should().Be(SalesDocumentKind.SalesInvoice);
    }

    [Fact]
    public void One_of_two_duties_is_gone_and_the_other_stays()
    {
        var order = Map(Node(106m, 6m, [(First, 10m), (Second, 6m)]), Refund(5, 10m, (First, 10m)));

        OrderMoney.Check(order).Should().BeEmpty();
        order.Lines.Select(line => (line.Id, line.CurrentQuantity)).Should().Contain([(First, 0), (Second, 1)]);
        ((SalesDocument)Create(order).Record).Totals.Gross.Amount.Should().Be(106m);
        var created = Create(Map(Node(116m, 16m, [(First, 10m), (Second, 6m)])));
        ((SalesDocument)Plan(order, created, SalesDocumentStatus.Open).Effects.Single().Record).Lines.Select(line => line.Amount.Amount).Should().Equal(100m, 6m);
        ((SalesDocument)Plan(order, created, SalesDocumentStatus.Posted).Effects.Single().Record).Lines.Select(line => line.Amount.Amount).Should().Equal(10m);
    }

    [Theory]
    [InlineData(SalesDocumentStatus.Open, WriteKind.Update, 110)]
    [InlineData(SalesDocumentStatus.Posted, WriteKind.Create, 6)]
    public void Share_of_a_duty_comes_off_its_line(SalesDocumentStatus status, WriteKind kind, int gross)
    {
        var created = Create(Map(Node(116m, 16m, [(First, 16m)])));
        var order = Map(Node(110m, 10m, [(First, 16m)]), Refund(5, 6m, (First, 6m)));

        OrderMoney.Check(order).Should().BeEmpty();
        var plan = Plan(order, created, status);

        var effect = plan.Effects.Should().ContainSingle().Subject;
        var document = (SalesDocument)effect.Record;
        (effect.Kind, document.Totals.Gross.Amount).Should().Be((kind, gross));
        document.Lines[^1].Account.Should().Be(AccountOfDuty(created));
        (plan.Fault, plan.Wait).Should().Be((null, null));
    }

    [Fact]
    public void Last_share_takes_the_duty_off()
    {
        var created = Create(Map(Node(116m, 16m, [(First, 16m)])));
        var order = Map(Node(100m, 0m, [(First, 16m)]), Refund(5, 6m, (First, 6m)), Refund(6, 10m, (First, 10m)));

        OrderMoney.Check(order).Should().BeEmpty();
        Create(order).Record.Should().BeOfType<SalesDocument>().Which.Totals.Gross.Amount.Should().Be(100m);
        var memos = Plan(order, created, SalesDocumentStatus.Posted);
        memos.Effects.Select(effect => ((SalesDocument)effect.Record).Totals.Gross.Amount).Should().Equal(6m, 10m);
        (memos.Fault, memos.Wait).Should().Be((null, null));
    }

    [Fact]
    public void Share_waits_until_the_duty_is_invoiced_where_open_documents_are_not_changed()
    {
        var created = Create(Map(Node(116m, 16m, [(First, 16m)])));

        var plan = Plan(Map(Node(110m, 10m, [(First, 16m)]), Refund(5, 6m, (First, 6m))), created, SalesDocumentStatus.Released);

        plan.Effects.Should().BeEmpty();
        plan.Wait.Should().NotBeNull();
    }

    [Fact]
    public void Tax_on_a_duty_goes_back_with_it()
    {
        const string Tax = """{"title":"VAT","rate":0.25,"priceSet":#4}""";

        var order = Map(Node(100m, 0m, [(First, 16m)], Tax), Refund(5, 20m, (First, 16m)));
        var share = Map(Node(107.5m, 6m, [(First, 16m)], Tax, taxed: 1.5m), Refund(5, 12.5m, (First, 10m)));

        OrderMoney.Check(order).Should().BeEmpty();
        OrderMoney.Check(share).Should().BeEmpty();
        order.Refunds.Single().Lines.Single().Tax.Shop.Amount.Should().Be(4m);
        share.Refunds.Single().Lines.Single().Tax.Shop.Amount.Should().Be(2.5m);
    }

    [Fact]
    public void Duty_and_goods_of_one_refund_are_credited_together()
    {
        var created = Create(Map(Node(116m, 16m, [(First, 16m)])));
        var goods = $$"""{"lineItem":{"id":"gid://shopify/LineItem/1"},"quantity":1,"restockType":"NO_RESTOCK","subtotalSet":{{Bag(100m)}},"totalTaxSet":{{Bag(0m)}}}""";
        var order = Map(Node(0m, 0m, [(First, 16m)], left: 0), Refund(5, 116m, goods, (First, 16m)));

        OrderMoney.Check(order).Should().BeEmpty();
        var memo = (SalesDocument)Plan(order, created, SalesDocumentStatus.Posted).Effects.Should().ContainSingle().Subject.Record;

        memo.Lines.Select(line => line.Amount.Amount).Should().Equal(100m, 16m);
    }

    [Fact]
    public void Refunded_duty_that_names_no_duty_is_a_fault_that_names_the_field()
    {
        var refund = Parse($$"""{"id":"gid://shopify/Refund/5","createdAt":"2026-11-02T10:00:00Z","duties":[{"originalDuty":null,"amountSet":{{Bag(16m)}}}]}""");

        var map = () => Map(Node(100m, 0m, [(First, 16m)]), refund);

        map.Should().Throw<FieldFaultException>().Which.Fault.Field.Should().Be("refunds[0].duties[0].lineId");
    }

    [Fact]
    public void Both_spellings_of_an_order_say_the_same()
    {
        var order = RestOrderReader.Read(System.Text.Encoding.UTF8.GetBytes("""
            {
              "id": 1, "name": "#1001", "created_at": "2026-11-01T10:00:00Z", "updated_at": "2026-11-02T10:00:00Z", "currency": "EUR", "presentment_currency": "EUR", "taxes_included": false,
              "current_total_price": "106.00", "total_price": "116.00", "current_total_duties_set": { "shop_money": { "amount": "6.00", "currency_code": "EUR" } },
              "line_items": [
                { "id": 1, "title": "Cup", "sku": "CUP", "variant_id": 3, "product_id": 4, "quantity": 1, "current_quantity": 1, "price": "100.00", "tax_lines": [],
                  "duties": [
                    { "id": "1", "price_set": { "shop_money": { "amount": "10.00", "currency_code": "EUR" } }, "tax_lines": [] },
                    { "id": "2", "price_set": { "shop_money": { "amount": "6.00", "currency_code": "EUR" } }, "tax_lines": [] } ] }
              ],
              "refunds": [
                { "id": 5, "created_at": "2026-11-02T10:00:00Z", "refund_line_items": [],
                  "duties": [ { "duty_id": 1, "amount_set": { "shop_money": { "amount": "10.00", "currency_code": "EUR" } } } ] }
              ]
            }
            """)).Value!;

        var other = Map(Node(106m, 6m, [(First, 10m), (Second, 6m)]), Refund(5, 10m, (First, 10m)));

        OrderMoney.Check(order).Should().BeEmpty();
        order.Lines.Select(line => (line.Id, line.Kind, line.CurrentQuantity)).Should().Equal(other.Lines.Select(line => (line.Id, line.Kind, line.CurrentQuantity)));
        order.Refunds.Single().Lines.Should().BeEquivalentTo(other.Refunds.Single().Lines);
    }

    private static PlannedEffect Create(Order order) => Planner().Plan(order.Id, new OrderReading(order, [], new Dictionary<string, SalesDocumentState>(), null), Now).Effects.Single();

    private static SubjectPlan Plan(Order order, PlannedEffect created, SalesDocumentStatus status, FulfilmentExecutor executor = FulfilmentExecutor.Erp)
    {
        var document = (SalesDocument)created.Record;
        var state = new SalesDocumentState
        {
            Id = "SalesOrder:1:SO1",
            Kind = document.Kind,
            Number = "SO1",
            ExternalNumber = document.ExternalNumber,
            Status = status,
            PostedNumbers = status == SalesDocumentStatus.Posted ? ["PSI1"] : [],
            Lines =
            [
                .. document.Lines.Select((line, at) => new SalesDocumentLineState(
                    ((at + 1) * 10000).ToString(CultureInfo.InvariantCulture), line.Item ?? line.Account!, line.Quantity, 0m, status == SalesDocumentStatus.Posted ? line.Quantity : 0m, line.Amount)),
            ],
        };
        var written = new WrittenRecord(created.LinkName!, new RecordRef(state.Id, null, "SO1"), created.LinkMemo);
        return Planner(executor).Plan(order.Id, new OrderReading(order, [written], new Dictionary<string, SalesDocumentState> { [state.Id] = state }, null), Now);
    }

    private static OrderPlanner Planner(FulfilmentExecutor executor = FulfilmentExecutor.Erp) => new(
        "shop", "erp",
        new OrderSyncOptions
        {
            GuestCustomerNumber = "GUEST",
            Executor = executor,
            Payments = PaymentBooking.None,
            PostInvoices = false,
            PostCreditMemos = false,
            Documents = new DocumentSettings { CustomItem = CustomItemPolicy.AccountRole },
        },
        new DocumentPlanner(), new RoleNames());

    private static string? AccountOfDuty(PlannedEffect created) => ((SalesDocument)created.Record).Lines.Single(line => line.SourceLine == First).Account;

    private static Order Map(JsonElement order, params JsonElement[] refunds) => new GraphOrderMapper(order, new NestedNodes(), refunds, [], []).Map();

    private static JsonElement Node(decimal current, decimal dutySum, (string Id, decimal Price)[] duties, string? tax = null, decimal taxed = 0m, int left = 1)
    {
        var taxes = tax?.Replace("#4", Bag(4m), StringComparison.Ordinal);
        var charged = string.Join(',', duties.Select(duty => $$"""{"id":"{{duty.Id}}","price":{{Bag(duty.Price)}},"taxLines":[{{taxes}}]}"""));
        return Parse($$"""
            {
              "id": "gid://shopify/Order/1", "name": "#1001", "createdAt": "2026-11-01T10:00:00Z", "updatedAt": "2026-11-02T10:00:00Z",
              "currencyCode": "EUR", "presentmentCurrencyCode": "EUR", "taxesIncluded": false,
              "currentTotalPriceSet": {{Bag(current)}}, "currentTotalTaxSet": {{Bag(taxed)}}, "currentTotalDutiesSet": {{Bag(dutySum)}},
              "lineItems": { "nodes": [ {
                "id": "gid://shopify/LineItem/1", "title": "Cup", "sku": "CUP", "quantity": 1, "currentQuantity": {{left}}, "originalUnitPriceSet": {{Bag(100m)}},
                "taxLines": [], "duties": [{{charged}}] } ] },
              "transactions": [ { "id": "gid://shopify/OrderTransaction/1", "kind": "SALE", "status": "SUCCESS", "gateway": "card", "createdAt": "2026-11-01T10:00:00Z", "amountSet": {{Bag(120m)}} } ]
            }
            """);
    }

    private static JsonElement Refund(int id, decimal paid, params (string Duty, decimal Amount)[] duties) => Refund(id, paid, "", duties);

    private static JsonElement Refund(int id, decimal paid, string goods, params (string Duty, decimal Amount)[] duties) => Parse($$"""
        {
          "id": "gid://shopify/Refund/{{id}}", "createdAt": "2026-11-02T10:00:0{{id}}Z", "refundLineItems": { "nodes": [{{goods}}] },
          "duties": [{{string.Join(',', duties.Select(duty => $$"""{"originalDuty":{"id":"{{duty.Duty}}"},"amountSet":{{Bag(duty.Amount)}}}"""))}}],
          "transactions": { "nodes": [
            { "id": "gid://shopify/OrderTransaction/{{id}}", "kind": "REFUND", "status": "SUCCESS", "gateway": "card", "createdAt": "2026-11-02T10:00:0{{id}}Z", "amountSet": {{Bag(paid)}} } ] }
        }
        """);

    private static string Bag(decimal amount)
    {
        var money = string.Create(CultureInfo.InvariantCulture, $$"""{"amount":"{{amount}}","currencyCode":"EUR"}""");
        return $$"""{"shopMoney":{{money}},"presentmentMoney":{{money}}}""";
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private sealed class RoleNames : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => role;
    }
}
