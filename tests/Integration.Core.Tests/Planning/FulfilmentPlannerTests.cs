using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Planning;

namespace ErpSync.Core.Tests.Planning;

/// <summary>A shipped line leads back to the line of the shop's order that was sold, or somebody hears about it.</summary>
public sealed class FulfilmentPlannerTests
{
    private static readonly FulfilmentPlanner Planner = new("erp", "shop", ["stock:erp"]);

    [Fact]
    public void Lines_of_one_article_are_told_apart_by_the_number_they_were_given()
    {
        // The first of three lines was removed from the order, so the places of the others moved up.
        var memo = Memo(Written("l2", "MUG", 20_000), Written("l3", "MUG", 30_000));

        Fulfilled(Plan(memo, new ShipmentLine("MUG", 2, "20000"), new ShipmentLine("MUG", 1, "30000"))).Should().Equal(("l2", 2m), ("l3", 1m));
    }

    [Fact]
    public void A_line_put_between_two_others_is_known_by_its_number()
    {
        var memo = Memo(Written("l1", "MUG", 10_000), Written("l3", "MUG", 15_000), Written("ship", "40400", 20_000));

        Fulfilled(Plan(memo, new ShipmentLine("MUG", 1, "15000"))).Should().Equal(("l3", 1m));
    }

    [Fact]
    public void Lines_that_people_entered_again_are_told_apart_by_their_order_in_the_document()
    {
        var memo = Memo(Written("l1", "MUG", 10_000), Written("l2", "MUG", 20_000));
        var document = Document(("20000", "MUG"), ("30000", "MUG"));

        // Number 20000 still is the second line; what remains is the first.
        Fulfilled(Plan(memo, Clarified(document), new ShipmentLine("MUG", 1, "30000"))).Should().Equal(("l1", 1m));
    }

    [Fact]
    public void Memos_without_numbers_are_read_by_the_order_of_the_lines()
    {
        var memo = Memo(Written("l2", "MUG", null), Written("l3", "MUG", null));
        var document = Document(("20001", "MUG"), ("30001", "MUG"));

        Fulfilled(Plan(memo, Clarified(document), new ShipmentLine("MUG", 1, "20001"), new ShipmentLine("MUG", 1, "30001"))).Should().Equal(("l2", 1m), ("l3", 1m));
    }

    [Fact]
    public void A_line_that_only_one_article_can_mean_needs_no_number()
    {
        var memo = Memo(Written("l1", "MUG", 10_000), Written("l2", "CAP", 20_000));

        Fulfilled(Plan(memo, new ShipmentLine("cap", 1))).Should().Equal(("l2", 1m));
    }

    [Fact]
    public void Goods_of_an_edit_that_is_not_on_record_yet_are_waited_for()
    {
        // The document was changed and the goods left before the answer to the change arrived.
        var plan = Plan(Memo(Written("l1", "MUG", 10_000)), Clarified(Document(("10000", "MUG"), ("20000", "CAP")), "l1", "l2"), new ShipmentLine("CAP", 1, "20000"));

        plan.Effects.Should().BeEmpty();
        plan.Wait!.Cause.Should().Be("order-changing");
        plan.Wait.Limit.Should().BeLessThan(TimeSpan.FromDays(1), "waiting must end in a case");
    }

    [Fact]
    public void The_same_article_added_by_such_an_edit_is_not_taken_for_the_old_line()
    {
        var reading = Clarified(Document(("10000", "MUG"), ("20000", "MUG")), "l1", "l2");

        Plan(Memo(Written("l1", "MUG", 10_000)), reading, new ShipmentLine("MUG", 1, "20000")).Wait!.Cause.Should().Be("order-changing");
    }

    [Fact]
    public void What_people_added_to_the_document_is_noted_and_the_rest_fulfilled()
    {
        var reading = Clarified(Document(("10000", "MUG"), ("20000", "SAMPLE")), "l1");

        var plan = Plan(Memo(Written("l1", "MUG", 10_000)), reading, new ShipmentLine("MUG", 1, "10000"), new ShipmentLine("SAMPLE", 1, "20000"));

        Fulfilled(plan).Should().Equal(("l1", 1m));
        plan.Notes.Should().ContainSingle().Which.Should().Contain("SAMPLE");
    }

    /// <summary>Found by the simulation: goods had left, their buyer was refunded, and the shipment ended as "nothing to be fulfilled".</summary>
    [Theory]
    [InlineData("20000")]
    [InlineData(null)]
    public void Goods_that_left_after_their_line_was_refunded_are_a_case(string? line)
    {
        var reading = Clarified(Document(("10000", "MUG")), "l1");

        var plan = Plan(Memo(Written("l1", "MUG", 10_000)), reading, new ShipmentLine("CAP", 1, line));

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Should().BeEquivalentTo(new { Kind = FaultKind.Rejected, Code = "fulfilment.not-ordered", Field = "lines.sku" });
        plan.Fault.Message.Should().Contain("1 of CAP").And.Contain("SO1");
    }

    [Fact]
    public void A_line_that_cannot_be_told_is_a_case()
    {
        var plan = Plan(Memo(Written("l1", "MUG", 10_000), Written("l2", "MUG", 20_000)), new ShipmentLine("MUG", 1));

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Should().BeEquivalentTo(new { Kind = FaultKind.Invalid, Code = "fulfilment.line-unclear", Field = "lines.orderLineKey" });
    }

    [Fact]
    public void What_was_undone_before_the_shop_was_told_is_not_fulfilled()
    {
        var memo = Memo(Written("l1", "MUG", 10_000), Written("l2", "CAP", 20_000));

        // An undone line gets a number of its own, between its line and the next.
        var plan = Plan(memo, new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("MUG", -2, "15000"), new ShipmentLine("CAP", 1, "20000"));

        Fulfilled(plan).Should().Equal(("l2", 1m));
    }

    [Fact]
    public void An_undone_line_takes_back_the_line_before_it()
    {
        var memo = Memo(Written("l1", "MUG", 10_000), Written("l2", "MUG", 20_000));

        var plan = Plan(memo, new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("MUG", -2, "15000"), new ShipmentLine("MUG", 2, "20000"));

        Fulfilled(plan).Should().Equal(("l2", 2m));
    }

    [Fact]
    public void A_shipment_undone_as_a_whole_fulfils_nothing()
    {
        var plan = Plan(Memo(Written("l1", "MUG", 10_000)), new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("MUG", -2, "15000"));

        plan.Effects.Should().BeEmpty();
        plan.Fault.Should().BeNull();
        plan.Notes.Should().Contain("Nothing of this shipment is to be fulfilled in the shop.");
    }

    [Fact]
    public void Undoing_more_than_was_shipped_is_a_case_with_the_figure()
    {
        var plan = Plan(Memo(Written("l1", "MUG", 10_000)), new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("MUG", -3, "15000"));

        plan.Effects.Should().BeEmpty();
        plan.Fault!.Code.Should().Be("fulfilment.negative-quantity");
        plan.Fault.Message.Should().Contain("undoes 1 of MUG");
    }

    [Fact]
    public void Undoing_what_the_shop_was_told_already_is_a_case()
    {
        var told = new FulfilmentReading(null, "orders:shop", "1", null, true, true) { Fulfilled = new FulfilmentMemo(new Dictionary<string, decimal> { ["MUG"] = 2 }) };
        var memo = Memo(Written("l1", "MUG", 10_000));

        var plan = Plan(memo, told, new ShipmentLine("MUG", 2, "10000"), new ShipmentLine("MUG", -2, "15000"));

        plan.Fault!.Code.Should().Be("fulfilment.shipment-undone");
        plan.Fault.Message.Should().Contain("2 of MUG").And.Contain("0 are left");
        Plan(memo, told, new ShipmentLine("MUG", 2, "10000")).Fault.Should().BeNull("nothing was undone");
    }

    [Fact]
    public void Units_added_after_the_shop_was_told_are_told_under_a_key_of_their_own()
    {
        var memo = Memo(Written("l1", "MUG", 10_000), Written("l2", "CAP", 20_000), Written("l3", "TEE", 30_000));
        ShipmentLine[] grown = [new("MUG", 2, "10000"), new("CAP", 1, "20000"), new("TEE", 1, "30000")];
        var told = Told(new FulfilmentMemo(new Dictionary<string, decimal> { ["MUG"] = 2, ["CAP"] = 1 }));

        var plan = Plan(memo, told, grown);

        Fulfilled(plan).Should().Equal([("l1", 2m), ("l2", 1m), ("l3", 1m)], "the shop finds what is missing");
        var effect = plan.Effects.Single();
        effect.Target.Should().Be(told.Fulfilment);
        effect.Key.Value.Should().StartWith("erp:shipment:s1:fulfil:");
        plan.PlanAgain.Should().BeTrue();
        Plan(memo, told, [.. grown.Reverse()]).Effects.Single().Key.Should().Be(effect.Key, "the lines are the same");
        Plan(memo, told, [.. grown, new("TEE", 1, "30000")]).Effects.Single().Key.Should().NotBe(effect.Key);

        var known = JsonSerializer.Deserialize<FulfilmentMemo>(effect.LinkMemo!, JsonSerializerOptions.Web)!;
        known.Units.Should().BeEquivalentTo(new Dictionary<string, decimal> { ["MUG"] = 2, ["CAP"] = 1, ["TEE"] = 1 });
        var settled = Plan(memo, Told(known), grown);
        settled.Effects.Should().BeEmpty();
        var before = Plan(memo, told, grown[..2]);
        settled.FollowUps.Select(static signal => signal.DeliveryId).Should().NotIntersectWith(before.FollowUps.Select(static signal => signal.DeliveryId), "those of the first telling are spent");
    }

    [Fact]
    public void Lines_that_the_shop_was_told_do_not_hold_up_what_was_added()
    {
        var told = Told(new FulfilmentMemo(new Dictionary<string, decimal> { ["MUG"] = 2 }));

        // The mugs were given back since, and their line left the document.
        var plan = Plan(Memo(Written("l2", "CAP", 20_000)), told with { Document = Document(("20000", "CAP")), Order = Orders.Of([Orders.Line("l2", 2, 10m)]) }, new("MUG", 2, "10000"), new("CAP", 1, "20000"));

        plan.Fault.Should().BeNull();
        Fulfilled(plan).Should().Equal(("l2", 1m));
    }

    [Fact]
    public void Units_added_while_others_were_undone_are_a_case()
    {
        var told = Told(new FulfilmentMemo(new Dictionary<string, decimal> { ["MUG"] = 2 }));

        Plan(Memo(Written("l1", "MUG", 10_000), Written("l2", "CAP", 20_000)), told, new("MUG", 1, "10000"), new("CAP", 1, "20000")).Fault!.Code.Should().Be("fulfilment.shipment-undone");
    }

    [Fact]
    public void Units_added_beside_an_undone_line_that_nothing_explains_are_a_case()
    {
        var told = Told(new FulfilmentMemo(new Dictionary<string, decimal> { ["MUG"] = 2 }));

        Plan(Memo(Written("l1", "MUG", 10_000), Written("l2", "CAP", 20_000)), told, new("MUG", 2, "10000"), new("CAP", 1, "20000"), new("TEE", -1, "30000")).Fault!.Code.Should().Be("fulfilment.negative-quantity");
    }

    private static FulfilmentReading Told(FulfilmentMemo memo) => new(null, "orders:shop", "1", null, true, true) { Fulfilled = memo, Fulfilment = new RecordRef("F1") };

    [Fact]
    public void A_shipment_that_the_shop_knows_has_the_stock_looked_at_where_the_executor_publishes_any()
    {
        var told = new FulfilmentReading(new Shipment { Id = "s1", Number = "SH1", OrderNumber = "SO1", Lines = [new ShipmentLine("MUG", 2, "10000")] },
            "orders:shop", "1", Memo(Written("l1", "MUG", 10_000)), true, true);

        Planner.Plan("s1", told).FollowUps.Select(signal => (signal.Flow, signal.Id)).Should().Equal(("orders:shop", "1"), ("stock:erp", "MUG"));
        new FulfilmentPlanner("wms", "shop", []).Plan("s1", told).FollowUps.Select(signal => signal.Flow).Should().Equal("orders:shop");
    }

    private static DocumentMemo Memo(params DocumentMemoLine[] lines) => new()
    {
        Kind = SalesDocumentKind.SalesOrder,
        Source = new DocumentSource(DocumentSourceType.Order, "1"),
        Lines = lines,
    };

    private static DocumentMemoLine Written(string sourceLine, string number, int? lineNumber) => new(sourceLine, number, 2, default, lineNumber);

    private static SalesDocumentState Document(params (string Key, string Number)[] lines) => new()
    {
        Id = "SalesOrder:1:SO1",
        Kind = SalesDocumentKind.SalesOrder,
        Number = "SO1",
        ExternalNumber = "#1001",
        Lines = [.. lines.Select(line => new SalesDocumentLineState(line.Key, line.Number, 2, 1, 1, default))],
    };

    private static FulfilmentReading Clarified(SalesDocumentState document, params string[] orderLines) => new(null, "orders:shop", "1", null, false, true)
    {
        Document = document,
        Order = Orders.Of([.. (orderLines.Length > 0 ? orderLines : ["l1", "l2", "l3"]).Select(line => Orders.Line(line, 2, 10m))]),
    };

    [Fact]
    public void A_shipment_of_another_shop_s_order_is_left_to_that_shop_s_flow()
    {
        var plan = Plan(Memo(Written("l1", "MUG", 10_000)), new FulfilmentReading(null, "orders:outlet", "1", null, false, true), new ShipmentLine("MUG", 1, "10000"));

        plan.Effects.Should().BeEmpty();
        plan.FollowUps.Should().BeEmpty();
        plan.Notes.Should().ContainSingle().Which.Should().Contain("another shop");
    }

    private static SubjectPlan Plan(DocumentMemo memo, params ShipmentLine[] lines) => Plan(memo, new FulfilmentReading(null, "orders:shop", "1", null, false, true), lines);

    private static SubjectPlan Plan(DocumentMemo memo, FulfilmentReading reading, params ShipmentLine[] lines) => Planner.Plan("s1", reading with
    {
        Shipment = new Shipment { Id = "s1", Number = "SH1", OrderNumber = "SO1", Lines = lines },
        Memo = memo,
    });

    private static IEnumerable<(string? Line, decimal Quantity)> Fulfilled(SubjectPlan plan) =>
        ((Shipment)plan.Effects.Should().ContainSingle().Subject.Record).Lines.Select(line => (line.ShopLineId, line.Quantity));
}
