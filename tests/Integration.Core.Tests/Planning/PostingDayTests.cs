using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Core.Tests.Planning;

/// <summary>What ErpSync posts of goods is posted on the day on which they left, not on the one on which they were ordered.</summary>
public sealed class PostingDayTests
{
    private static readonly Order Placed = Orders.Of([Orders.Line("l1", 2, 10m), Orders.Line("l2", 1, 5m)]);
    private static readonly DateTimeOffset Evening = new(2026, 3, 4, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Shipped_quantities_are_posted_on_the_day_of_the_last_parcel_among_them()
    {
        Posting(FulfilmentExecutor.Shop, Parcel("f1", Evening.AddDays(-1), "l1", 1)).PostingDate.Should().Be(new DateOnly(2026, 3, 3));
        Posting(FulfilmentExecutor.Shop, Parcel("f2", Evening, "l2", 1), Parcel("f1", Evening.AddDays(-1), "l1", 2)).PostingDate.Should().Be(new DateOnly(2026, 3, 4));
    }

    [Fact]
    public void The_day_is_one_of_the_company() =>
        Posting(FulfilmentExecutor.Shop, settings => settings with { CompanyTimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin") }, Parcel("f1", Evening, "l1", 2))
            .PostingDate.Should().Be(new DateOnly(2026, 3, 5));

    [Fact]
    public void It_is_not_before_postings_are_allowed() =>
        Posting(FulfilmentExecutor.Shop, settings => settings with { PostingAllowedFrom = new DateOnly(2026, 4, 1) }, Parcel("f1", Evening, "l1", 2))
            .PostingDate.Should().Be(new DateOnly(2026, 4, 1));

    [Fact]
    public void Parcels_that_failed_or_hold_nothing_of_the_document_do_not_count() =>
        Posting(FulfilmentExecutor.Shop,
            Parcel("f1", Evening, "l1", 2),
            Parcel("f2", Evening.AddDays(1), "l2", 1) with { Succeeded = false },
            Parcel("f3", Evening.AddDays(2), "another", 1)).PostingDate.Should().Be(new DateOnly(2026, 3, 4));

    [Fact]
    public void The_document_keeps_its_day_when_the_shop_does_not_say_when_goods_left() =>
        Posting(FulfilmentExecutor.Shop, Parcel("f1", default, "l1", 2)).PostingDate.Should().BeNull();

    [Fact]
    public void An_invoice_is_posted_on_the_day_on_which_the_last_of_it_left() =>
        Posting(FulfilmentExecutor.Erp, Parcel("f1", Evening.AddDays(-1), "l1", 2), Parcel("f2", Evening, "l2", 1)).PostingDate.Should().Be(new DateOnly(2026, 3, 4));

    private static Fulfilment Parcel(string id, DateTimeOffset at, string line, int units) => new() { Id = id, CreatedAt = at, Lines = [new FulfilmentLine(line, units)] };

    private static DocumentPosting Posting(FulfilmentExecutor executor, params Fulfilment[] parcels) => Posting(executor, static settings => settings, parcels);

    /// <summary>The posting that is planned once the parcels of a written order have left; an ERP that ships gets an invoice of what had left before.</summary>
    private static DocumentPosting Posting(FulfilmentExecutor executor, Func<DocumentSettings, DocumentSettings> change, params Fulfilment[] parcels)
    {
        var isInvoice = executor == FulfilmentExecutor.Erp;
        var planner = new OrderPlanner("shop", "erp", new OrderSyncOptions
        {
            GuestCustomerNumber = "GUEST",
            Executor = executor,
            Documents = change(new DocumentSettings { CreateInvoiceWhenFulfilled = isInvoice }),
        }, new DocumentPlanner(), new NoAccounts());
        var order = Placed with { Fulfilments = parcels };
        var created = planner.Plan("1001", new OrderReading(order, [], new Dictionary<string, SalesDocumentState>(), null), Orders.Placed).Effects.Single();
        var state = new SalesDocumentState
        {
            Id = "1",
            Kind = isInvoice ? SalesDocumentKind.SalesInvoice : SalesDocumentKind.SalesOrder,
            Number = "1",
            ExternalNumber = "#1001",
            Status = SalesDocumentStatus.Open,
            Lines = [new SalesDocumentLineState("10000", "SKU-l1", 2m, 0m, 0m, default), new SalesDocumentLineState("20000", "SKU-l2", 1m, 0m, 0m, default)],
        };
        ((SalesDocument)created.Record).Kind.Should().Be(state.Kind);
        var written = new WrittenRecord(created.LinkName!, new RecordRef(state.Id, null, "1"), created.LinkMemo);
        var plan = planner.Plan("1001", new OrderReading(order, [written], new Dictionary<string, SalesDocumentState> { [state.Id] = state }, null), Orders.Placed);
        return (DocumentPosting)plan.Effects.Single(static effect => effect.Entity == EntityNames.DocumentPosting).Record;
    }

    private sealed class NoAccounts : IRoleAccounts
    {
        public string? AccountOf(string role, SalesDocument document, SalesDocumentLine? line) => null;
    }
}
