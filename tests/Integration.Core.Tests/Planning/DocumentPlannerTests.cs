using CsCheck;
using ErpSync.Model;
using ErpSync.Planning.Documents;
using ErpSync.Planning.Documents.Settings;
using ErpSync.Planning.Documents.Stages;

namespace ErpSync.Core.Tests.Planning;

public sealed class DocumentPlannerTests
{
    private static readonly DateTimeOffset Now = Orders.Placed.AddDays(8);

    private static readonly DocumentStages AnyItem = new() { Items = new SkuIsItem() };

    private static readonly Gen<DocumentSettings> AnySettings = Gen.Select(
        Gen.Enum<TaxStrategy>(), Gen.Enum<OrderChangePolicy>(), Gen.Enum<RefundDocument>(), Gen.Bool,
        static (tax, change, refund, comment) => new DocumentSettings
        {
            TaxStrategy = tax,
            OrderChange = change,
            RefundDocument = refund,
            OrderNumberComment = comment,
            RoundingCapMinorUnits = 1000,
        });

    [Fact]
    public void A_created_document_ties_to_the_order_and_to_itself() =>
        Gen.Select(Orders.Any, AnySettings).Sample(static (order, settings) =>
        {
            var plan = Plan(order, [], settings);

            plan.Holds.Should().BeEmpty();
            var document = plan.Documents.Should().ContainSingle().Subject.Document;
            document.Totals.Gross.Should().Be(order.Totals.Current.Shop);
            (document.Totals.Net + document.Totals.Tax).Should().Be(document.Totals.Gross);
            var lines = document.Lines.Sum(static line => line.Amount.Amount);
            var tax = document.TaxTotals.Sum(static total => total.Amount.Amount);
            (lines + (order.TaxesIncluded ? 0m : tax)).Should().Be(document.Totals.Gross.Amount);
            tax.Should().Be(document.Totals.Tax.Amount);
        });

    [Fact]
    public void Planning_again_with_the_planned_documents_written_gives_nothing_new() =>
        Gen.Select(Orders.Any, AnySettings, Gen.Int[0, 8]).Sample(static (order, settings, returned) =>
        {
            var changed = WithReturn(order, returned);
            var written = new List<WrittenDocument>();
            foreach (var now in new[] { order, changed })
            {
                var plan = Plan(now, written, settings);
                foreach (var planned in plan.Documents)
                {
                    Write(written, planned);
                }

                Plan(now, written, settings).Documents.Should().BeEmpty();
                Post(written);
                Plan(now, written, settings).Documents.Should().NotContain(planned => written.Any(known => known.Source == planned.Document.Source && planned.Action == DocumentAction.Create));
            }
        });

    [Fact]
    public void Credits_of_a_line_add_up_to_what_was_invoiced() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[1, 99_999], Gen.Int[0, 100], Gen.Bool).Sample(static (quantity, price, percent, included) =>
        {
            var order = Orders.Of([Orders.Line("L1", quantity, price / 100m, Orders.Eur.Round(quantity * price / 100m * percent / 100m), 0.19m, included)], included: included);
            var written = new List<WrittenDocument>();
            Write(written, Plan(order, written, new DocumentSettings()).Documents.Single());
            Post(written);
            var returns = Enumerable.Range(1, quantity).Select(static index => new Return
            {
                Id = $"R{index}",
                CreatedAt = Orders.Placed.AddDays(index),
                Lines = [new ReturnLine("L1", 1)],
            }).ToArray();
            var refunds = returns.Select(static back => new Refund { Id = back.Id, CreatedAt = back.CreatedAt, ReturnId = back.Id }).ToArray();

            var plan = Plan(order with { Returns = returns, Refunds = refunds }, written, new DocumentSettings());

            plan.Holds.Should().BeEmpty();
            plan.Documents.Sum(static planned => planned.Document.Totals.Gross.Amount).Should().Be(order.Totals.Current.Shop.Amount);
            plan.Documents.Sum(static planned => planned.Document.Totals.Tax.Amount).Should().Be(order.Totals.Tax!.Shop.Amount);
        });

    [Fact]
    public void A_missing_side_holds_the_document_and_names_the_field()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 10m, rate: 0m)]);
        var line = order.Lines[0] with { UnitPrice = new MoneyPair(new Money(10m, Orders.Eur), null) };

        var plan = Plan(order with { Lines = [line] }, [], new DocumentSettings { CurrencyHandling = CurrencyHandling.Presentment });

        plan.Documents.Should().BeEmpty();
        var hold = plan.Holds.Should().ContainSingle().Subject;
        hold.Code.Should().Be(HoldCodes.MoneySideMissing);
        hold.Message.Should().Contain("lines[L1].unitPrice");
    }

    [Fact]
    public void A_refund_whose_side_is_missing_waits_instead_of_counting_as_zero()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 10m, rate: 0m)]);
        var settings = new DocumentSettings { CurrencyHandling = CurrencyHandling.Presentment };
        var written = new List<WrittenDocument>();
        Write(written, Plan(order, written, settings).Documents.Single());
        Post(written);
        var onlyShop = new MoneyPair(new Money(10m, Orders.Eur), null);
        var refund = new Refund
        {
            Id = "9",
            CreatedAt = Now,
            Lines = [new RefundLine { LineId = "L1", Quantity = 1, RestockType = RestockType.NoRestock, Subtotal = onlyShop, Tax = onlyShop }],
        };

        var plan = Plan(order with { Lines = [order.Lines[0] with { CurrentQuantity = 0 }], Refunds = [refund] }, written, settings);

        plan.Documents.Should().BeEmpty();
        plan.Holds.Should().ContainSingle().Which.Code.Should().Be(HoldCodes.MoneySideMissing);
    }

    [Fact]
    public void Shipping_refunded_alone_on_an_open_order_lowers_it()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 10m, rate: 0m)], [new ShippingLine { Id = "S1", Price = Orders.Money(5m) }]);
        var written = new List<WrittenDocument>();
        Write(written, Plan(order, written, new DocumentSettings()).Documents.Single());
        var refund = new Refund { Id = "9", CreatedAt = Now, Shipping = [new RefundShipping("S1", Orders.Money(5m), Orders.Money(0m))] };

        var plan = Plan(order with { Refunds = [refund] }, written, new DocumentSettings());

        var update = plan.Documents.Should().ContainSingle().Subject;
        update.Action.Should().Be(DocumentAction.Update);
        update.Document.Totals.Gross.Amount.Should().Be(10m);
        update.Document.AbsorbedRefunds.Should().Equal("9");
        plan.Skipped.Should().ContainSingle().Which.Code.Should().Be(SkipCodes.AbsorbedByUpdate);
    }

    [Theory]
    [InlineData(416.64, -0.01)]
    [InlineData(416.65, null)]
    [InlineData(416.60, null)]
    public void An_updated_open_document_ties_to_what_the_shop_states_up_to_the_tolerance(double stated, double? rounding)
    {
        // Four units with a discount of 57.69 and tax of 36.34; one is edited out. Three quarters of each are 43.27 and 27.26, but a shop may round the part it takes off.
        var line = Orders.Line("L1", 4, 144.22m, discount: 57.69m, rate: 0.07m);
        var order = Orders.Of([line]);
        var settings = new DocumentSettings { OrderChange = OrderChangePolicy.UpdateOpen, TotalToleranceMinorUnits = 3 };
        var written = new List<WrittenDocument>();
        Write(written, Plan(order, written, settings).Documents.Single());

        var edited = order with { Lines = [line with { CurrentQuantity = 3 }], Totals = order.Totals with { Current = Orders.Money((decimal)stated), Original = null } };
        var plan = Plan(edited, written, settings);

        var document = plan.Documents.Should().ContainSingle().Subject.Document;
        document.Totals.Gross.Amount.Should().Be(416.65m + (decimal)(rounding ?? 0));
        document.Lines.Where(other => other.Role == "RoundingDifference").Select(other => other.Amount.Amount).Should().Equal(rounding is { } amount ? [(decimal)amount] : []);
    }

    [Fact]
    public void A_line_that_was_edited_and_refunded_before_its_document_is_written_with_what_is_left()
    {
        RefundLine Gone(decimal value) => new() { LineId = "L1", Quantity = 1, RestockType = RestockType.Cancel, Subtotal = Orders.Money(value), Tax = Orders.Money(0m) };
        var order = Orders.Of([Orders.Line("L1", 3, 10m, rate: 0m, current: 1)]) with
        {
            Totals = new OrderTotals { Current = Orders.Money(10m) },
            Refunds = [new Refund { Id = "1", CreatedAt = Now, Lines = [Gone(0m)] }, new Refund { Id = "2", CreatedAt = Now.AddHours(1), Lines = [Gone(10m)] }],
        };

        var plan = Plan(order, [], new DocumentSettings());

        plan.Holds.Should().BeEmpty();
        plan.Documents.Should().ContainSingle().Which.Document.Totals.Gross.Amount.Should().Be(10m);
    }

    [Fact]
    public void Parts_of_a_line_with_a_fine_price_make_the_line()
    {
        var line = Orders.Line("L1", 3, 0.335m, rate: 0m) with { Locations = [new("A", 1), new("B", 1), new("C", 1)] };
        var order = Orders.Of([line]) with { Totals = new OrderTotals { Current = Orders.Money(1.01m) } };
        var settings = new DocumentSettings { DefaultLocation = "MAIN" };
        var written = new List<WrittenDocument>();

        var plan = Plan(order, written, settings);

        plan.Documents.Should().ContainSingle().Which.Document.Lines.Sum(static part => part.Amount.Amount).Should().Be(1.01m);
        Write(written, plan.Documents[0]);
        Plan(order, written, settings).Documents.Should().BeEmpty();
    }

    [Fact]
    public void A_pending_cancellation_refund_lowers_units_but_keeps_shipping()
    {
        var order = Orders.Of([Orders.Line("L1", 2, 10m, rate: 0m)], [new ShippingLine { Id = "S1", Price = Orders.Money(5m) }]);
        var written = new List<WrittenDocument>();
        Write(written, Plan(order, written, new DocumentSettings()).Documents.Single());
        var refund = new Refund
        {
            Id = "9",
            CreatedAt = Now,
            Lines = [new RefundLine { LineId = "L1", Quantity = 1, RestockType = RestockType.Cancel, Subtotal = Orders.Money(10m), Tax = Orders.Money(0m) }],
            Shipping = [new RefundShipping("S1", Orders.Money(5m), Orders.Money(0m))],
        };
        var payment = new Payment { Id = "T", Kind = PaymentKind.Refund, Status = PaymentStatus.Pending, Amount = Orders.Money(15m), RefundId = "9" };

        var plan = Plan(order with { Lines = [order.Lines[0] with { CurrentQuantity = 1 }], Refunds = [refund], Payments = [payment] }, written, new DocumentSettings());

        plan.Documents.Should().ContainSingle().Which.Document.Totals.Gross.Amount.Should().Be(15m);
        plan.Holds.Should().ContainSingle().Which.Code.Should().Be(HoldCodes.RefundPending);
    }

    [Fact]
    public void Two_refunds_of_one_return_net_its_exchange_items_once()
    {
        var bought = Orders.Line("L1", 2, 100m, rate: 0m, current: 0);
        var exchanged = Orders.Line("X1", 1, 30m, rate: 0m);
        var order = Orders.Of([bought]);
        var written = new List<WrittenDocument>();
        var settings = new DocumentSettings { ExchangeDocument = ExchangeDocument.NetOnCreditMemo };
        Write(written, Plan(order with { Lines = [bought with { CurrentQuantity = 2 }] }, written, settings).Documents.Single());
        Post(written);
        RefundLine One() => new() { LineId = "L1", Quantity = 1, RestockType = RestockType.Return, Subtotal = Orders.Money(100m), Tax = Orders.Money(0m) };
        var later = order with
        {
            Lines = [bought, exchanged],
            Returns = [new Return { Id = "R", CreatedAt = Now, Lines = [new ReturnLine("L1", 2)], ExchangeLines = ["X1"] }],
            Refunds =
            [
                new Refund { Id = "1", CreatedAt = Now, ReturnId = "R", Lines = [One()] },
                new Refund { Id = "2", CreatedAt = Now.AddHours(1), ReturnId = "R", Lines = [One()] },
            ],
        };

        var plan = Plan(later, written, settings);

        plan.Holds.Should().BeEmpty();
        plan.Documents.Select(static planned => planned.Document.Totals.Gross.Amount).Should().Equal(70m, 100m);
    }

    [Fact]
    public void A_finisher_may_change_texts_but_not_money()
    {
        var order = Orders.Of([Orders.Line("L1", 1, 10m, rate: 0m)]);
        var texts = new DocumentPlanner(AnyItem with { Finishers = [new Finisher(static document => document with { CustomerReference = "A-7" })] });
        texts.Plan(new(order, [], new DocumentSettings(), Now)).Documents.Single().Document.CustomerReference.Should().Be("A-7");

        var money = new DocumentPlanner(AnyItem with { Finishers = [new Finisher(static document => document with { Totals = document.Totals with { Tax = document.Totals.Gross } })] });
        var act = () => money.Plan(new(order, [], new DocumentSettings(), Now));
        act.Should().Throw<InvalidOperationException>().WithMessage("*Finisher*#1001*");
    }

    private static DocumentPlan Plan(Order order, IReadOnlyList<WrittenDocument> written, DocumentSettings settings) =>
        new DocumentPlanner(AnyItem).Plan(new DocumentPlanRequest(order, written, settings, Now));

    private static Order WithReturn(Order order, int returned)
    {
        var line = order.Lines[0];
        var units = Math.Min(returned, line.Quantity);
        if (units == 0)
        {
            return order;
        }

        var subtotal = (line.UnitPrice.Shop.Amount * line.Quantity) - line.Discounts.Sum(static discount => discount.Shop.Amount);
        var share = Orders.Eur.Round(subtotal * units / line.Quantity);
        var tax = Orders.Eur.Round(line.TaxLines.Sum(static t => t.Amount.Shop.Amount) * units / line.Quantity);
        return order with
        {
            Lines = [line with { CurrentQuantity = line.Quantity - units }, .. order.Lines.Skip(1)],
            Refunds =
            [
                new Refund
                {
                    Id = "9", CreatedAt = Now,
                    Lines = [new RefundLine { LineId = line.Id, Quantity = units, RestockType = RestockType.Return, Subtotal = Orders.Money(share), Tax = Orders.Money(tax) }],
                },
            ],
        };
    }

    private static void Write(List<WrittenDocument> written, PlannedDocument planned)
    {
        var index = written.FindIndex(document => document.Source == planned.Document.Source);
        if (index < 0)
        {
            written.Add(WrittenDocument.From(planned, $"N{written.Count}"));
        }
        else
        {
            written[index] = WrittenDocument.From(planned, written[index].Number, written[index]);
        }
    }

    private static void Post(List<WrittenDocument> written)
    {
        for (var i = 0; i < written.Count; i++)
        {
            written[i] = written[i] with
            {
                Status = SalesDocumentStatus.Posted,
                PostedNumbers = [$"P{i}"],
                Lines = [.. written[i].Lines.Select(static line => line with { PostedQuantity = line.Quantity })],
            };
        }
    }

    private sealed class SkuIsItem : IItemMapping
    {
        public ItemTarget? Map(OrderLine line, DocumentSettings settings) => line.Sku is { } sku ? new ItemTarget(sku) : null;
    }

    private sealed class Finisher(Func<SalesDocument, SalesDocument> change) : IDocumentFinisher
    {
        public SalesDocument Finish(SalesDocument document, DocumentPlanRequest request) => change(document);
    }
}
