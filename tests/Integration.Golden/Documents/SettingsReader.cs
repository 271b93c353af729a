using System.Text.Json;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Policies;
using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Golden.Documents;

/// <summary>Reads the settings of a case.</summary>
internal static class SettingsReader
{
    public static DocumentSettings Read(Node node) => new()
    {
        CompanyTimeZone = TimeZoneInfo.FindSystemTimeZoneById(node.OptionalText("companyTimeZone") ?? "UTC"),
        CurrencyHandling = node.Choice("currencyHandling", CurrencyHandling.Shop),
        CreateInvoiceWhenFulfilled = node.Flag("createInvoiceWhenFulfilled", true),
        Items = node.Table("items", static (value, path) => new Node(value, path).Read(static item =>
            new ItemTarget(item.Text("item"), item.OptionalText("variant"), item.OptionalText("uom")))),
        CustomItem = node.Choice("customItem", CustomItemPolicy.Hold),
        ShippingMapping = node.Table("shippingMapping", static (value, path) => new Node(value, path).Read(Target)),
        Locations = node.Table("locations", Text),
        DefaultLocation = node.OptionalText("defaultLocation"),
        ReturnLocation = node.OptionalText("returnLocation"),
        ReturnLocationPriority = node.Choice("returnLocationPriority", ReturnLocationPriority.OriginalThenDefault),
        TipTreatment = node.Choice("tipTreatment", TipTreatment.Payable),
        FacilitatorMethod = node.Choice("facilitatorMethod", FacilitatorMethod.Net),
        TaxStrategy = node.Choice("taxStrategy", TaxStrategy.UseShopAmounts),
        RoundingCapMinorUnits = node.OptionalWhole("roundingCapMinorUnits") ?? 5,
        TotalToleranceMinorUnits = node.OptionalWhole("totalToleranceMinorUnits") ?? 0,
        OrderChange = node.Choice("orderChange", OrderChangePolicy.UpdateOpen),
        RefundMode = node.Choice("refundMode", RefundMode.AutoCreate),
        RefundDocument = node.Choice("refundDocument", RefundDocument.CreditMemo),
        RefundBalance = node.Choice("refundBalance", RefundBalance.Hold),
        ExchangeDocument = node.Choice("exchangeDocument", ExchangeDocument.Separate),
        ReturnReasons = node.Table("returnReasons", Text),
        OrderNumberComment = node.Flag("orderNumberComment"),
        UseShopOrderNumber = node.Flag("useShopOrderNumber"),
        PostingDate = node.Choice("postingDate", PostingDatePolicy.DocumentDate),
        PostingAllowedFrom = node.OptionalDate("postingAllowedFrom"),
        PaymentMethods = node.Table("paymentMethods", Text),
        SuggestPayments = node.OptionalText("payments") switch
        {
            null or "None" => false,
            "Suggest" => true,
            var other => throw node.Error($"unknown payments setting '{other}'"),
        },
        UnmappedRoles = node.Texts("unmappedRoles").Select(role => Enum.Parse<AccountRole>(role)).ToHashSet(),
    };

    private static LineTarget Target(Node node) => node.Text("type") switch
    {
        "AccountRole" => LineTarget.ToRole(node.Choice<AccountRole>("role")),
        "Item" => LineTarget.ToItem(new ItemTarget(node.Text("item"))),
        "ItemCharge" => LineTarget.ToCharge(node.Text("charge")),
        var other => throw node.Error($"unknown target type '{other}'"),
    };

    private static string Text(JsonElement value, string path) => value.GetString() ?? throw new GoldenFormatException($"{path}: want a string");
}
