using System.Text.Json;
using ErpSync.Finance.Journal;
using ErpSync.Finance.Orders;
using ErpSync.Finance.Policies;
using ErpSync.Golden.Runner;
using ErpSync.Model;

namespace ErpSync.Golden.Finance;

/// <summary>Reads company, orders and opening balances of a journal case.</summary>
internal static class FinanceReader
{
    public static (FinanceSetup Setup, IReadOnlyList<FinanceOrder> Orders) Read(Node node)
    {
        var company = node.Child("company").Read(static company => (
            Id: company.Text("id"), Currency: Currency.FromCode(company.Text("functionalCurrency")), Zone: TimeZoneInfo.FindSystemTimeZoneById(company.Text("timeZone"))));
        var setup = new FinanceSetup
        {
            CompanyId = company.Id,
            FunctionalCurrency = company.Currency,
            TimeZone = company.Zone,
            Gateways = node.Table("gateways", static (value, _) => Enum.Parse<GatewayKind>(value.GetString()!)),
            Policies = node.OptionalChild("policies")?.Read(Policies) ?? new FinancePolicies(),
            Calendar = node.Has("calendar") ? node.List("calendar", Period) : null,
            Opening = node.OptionalChild("opening")?.Read(Opening) ?? new OpeningBalances(),
        };
        return (setup, node.List("orders", Order));
    }

    public static FinanceLine Line(Node node) => new()
    {
        Id = node.Text("id"),
        Kind = node.Choice<FinanceLineKind>("kind"),
        Quantity = node.Number("quantity"),
        UnitPrice = node.Number("unitPrice"),
        Discounts = node.List("discounts", Discount),
        TaxLines = node.List("taxLines", Tax),
        TaxAmount = node.OptionalNumber("taxAmount"),
        UnitCost = node.OptionalNumber("unitCost"),
        Sku = node.OptionalText("sku"),
        Components = node.List("components", static component => new FinanceComponent(
            component.Text("id"), component.Number("standAlonePrice"), component.OptionalNumber("quantity") ?? 1m, component.OptionalNumber("unitCost"))),
        Service = node.OptionalChild("service")?.Read(static service => new ServiceTerms(service.Text("firstPeriod"), (int)service.Number("periods"))),
    };

    public static FinanceTax Tax(Node node) => new(
        node.Text("code"), node.Text("jurisdiction"), node.Number("rate"), node.OptionalNumber("amount"), node.OptionalText("liable") switch
        {
            null or "Seller" => false,
            "Facilitator" => true,
            var other => throw node.Error($"unknown liable '{other}'"),
        });

    private static FinanceDiscount Discount(Node node)
    {
        _ = node.OptionalText("id");
        return new FinanceDiscount(node.OptionalNumber("amount"), node.OptionalNumber("rate"));
    }

    private static FinanceOrder Order(Node node)
    {
        var currency = node.Child("currency").Read(static currency => (
            Shop: Currency.FromCode(currency.Text("shop")), Presentment: Currency.FromCode(currency.Text("presentment")), Document: Currency.FromCode(currency.Text("document"))));
        return new FinanceOrder
        {
            Id = node.Text("id"),
            Channel = node.OptionalText("channel") ?? "",
            PlacedAt = node.Instant("placedAt"),
            ShopCurrency = currency.Shop,
            PresentmentCurrency = currency.Presentment,
            DocumentCurrency = currency.Document,
            TaxIncluded = node.Flag("taxIncluded"),
            Total = node.Number("total"),
            Lines = node.List("lines", Line),
            Discounts = node.List("discounts", Discount),
            Loyalty = node.OptionalChild("loyalty")?.Read(static loyalty => new LoyaltyTerms(loyalty.Number("pointsStandAlonePrice"), loyalty.Number("expectedPoints"))),
        };
    }

    private static FinancePolicies Policies(Node node) => new()
    {
        DiscountPresentation = node.Choice("discountPresentation", DiscountPresentation.Gross),
        ShippingRecognition = node.Choice("shippingRecognition", ShippingRecognition.ProRataGoodsValue),
        InvoiceGranularity = node.Choice("invoiceGranularity", InvoiceGranularity.PerShipment),
        TaxPoint = node.Choice("taxPoint", TaxPoint.Supply),
        TaxPosting = node.Choice("taxPosting", TaxPosting.Override),
        ErpTaxRounding = node.Choice("erpTaxRounding", ErpTaxRounding.Document),
        RoundingCapMinorUnits = node.OptionalWhole("roundingCapMinorUnits") ?? 5,
        TipTreatment = node.Choice("tipTreatment", TipTreatment.Payable),
        FacilitatorMethod = node.Choice("facilitatorMethod", FacilitatorMethod.Net),
        RefundBalance = node.Choice("refundBalance", RefundBalance.Hold),
        DamagedCost = node.Choice("damagedCost", DamagedCost.WriteOff),
        ChargebackTaxRelief = node.Flag("chargebackTaxRelief"),
        CashRoundingGrid = node.OptionalNumber("cashRoundingGrid"),
        ClosedPeriod = node.Choice("closedPeriod", ClosedPeriodPolicy.NextOpenPeriod),
    };

    private static FinancePeriod Period(Node node) => new(
        node.Text("id"), node.Date("from"), node.Date("to"), node.OptionalInstant("softClosedAt"), node.OptionalInstant("hardClosedAt"), node.OptionalInstant("taxLockedAt"));

    private static OpeningBalances Opening(Node node) => new()
    {
        Clearing = node.List("clearing", Item),
        Reserves = node.List("reserves", Item),
        GiftCards = node.List("giftCards", Balance).ToDictionary(static pair => pair.Id, static pair => pair.Balance, StringComparer.Ordinal),
        StoreCredits = node.List("storeCredits", Balance).ToDictionary(static pair => pair.Id, static pair => pair.Balance, StringComparer.Ordinal),
    };

    private static OpeningItem Item(Node node) => new(node.Text("gateway"), node.Text("ref"), node.Number("amount"));

    private static (string Id, decimal Balance) Balance(Node node) => (node.Text("id"), node.Number("balance"));
}
