using ErpSync.Golden.Runner;
using ErpSync.Model;
using ErpSync.Reconciliation.Results;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Golden.Reconciliation;

/// <summary>Reads settings; what a case does not state keeps its default.</summary>
internal static class SettingsReader
{
    public static ReconciliationSettings Read(Node node)
    {
        var defaults = new ReconciliationSettings();
        return new ReconciliationSettings
        {
            MinorUnits = node.Table("minorUnits", static (value, _) => Node.ParseNumber(value)).ToDictionary(static pair => Currency.FromCode(pair.Key), static pair => pair.Value),
            DateWindowDays = node.OptionalWhole("dateWindowDays") ?? defaults.DateWindowDays,
            SubsetCap = node.OptionalWhole("subsetCap") ?? defaults.SubsetCap,
            RoundingCap = node.OptionalNumber("roundingCap") ?? defaults.RoundingCap,
            TaxRoundingCap = node.OptionalNumber("taxRoundingCap") ?? defaults.TaxRoundingCap,
            Deadlines = Minutes(node.OptionalChild("slaMinutes"), Days(node.OptionalChild("slaDays"), defaults.Deadlines)),
            MappedTypes = node.Has("mappedTypes") ? node.Texts("mappedTypes").ToHashSet(StringComparer.Ordinal) : defaults.MappedTypes,
            Facilitators = node.List("facilitator", static scope => new FacilitatorScope(scope.Text("channel"), scope.Texts("jurisdictions"))),
            Ownership = node.OptionalChild("ownership")?.Read(answers => new OwnershipAnswers
            {
                Documents = answers.Choice("documents", defaults.Ownership.Documents),
                StockErp = answers.Choice("stockErp", defaults.Ownership.StockErp),
                StockShop = answers.Choice("stockShop", defaults.Ownership.StockShop),
            }) ?? defaults.Ownership,
            AutoResolve = node.OptionalChild("autoResolve")?.Read(limits => new AutoResolveLimits
            {
                IsEnabled = limits.Flag("enabled", defaults.AutoResolve.IsEnabled),
                PerItemCap = limits.OptionalNumber("perItemCap") ?? defaults.AutoResolve.PerItemCap,
                PerRunCap = limits.OptionalNumber("perRunCap") ?? defaults.AutoResolve.PerRunCap,
                RoundingMonthlyCap = limits.OptionalNumber("roundingMonthlyCap") ?? defaults.AutoResolve.RoundingMonthlyCap,
                RoundingUsed = limits.OptionalNumber("roundingUsed") ?? defaults.AutoResolve.RoundingUsed,
            }) ?? defaults.AutoResolve,
            RoundingTrend = node.OptionalChild("roundingTrend")?.Read(trend => new RoundingTrendLimit
            {
                MinCount = trend.OptionalWhole("minCount") ?? defaults.RoundingTrend.MinCount,
                SameSignPercent = trend.OptionalNumber("sameSignPercent") ?? defaults.RoundingTrend.SameSignPercent,
            }) ?? defaults.RoundingTrend,
            Close = node.OptionalChild("close")?.Read(close => new CloseLimits
            {
                UnexplainedAmount = close.OptionalNumber("unexplainedThreshold") ?? defaults.Close.UnexplainedAmount,
                UnexplainedQuantity = close.OptionalNumber("unexplainedQtyThreshold") ?? defaults.Close.UnexplainedQuantity,
                AmbiguousBlocks = close.Flag("ambiguousBlocks", defaults.Close.AmbiguousBlocks),
            }) ?? defaults.Close,
        };
    }

    private static ReconciliationDeadlines Days(Node? node, ReconciliationDeadlines defaults) => node?.Read(days => defaults with
    {
        Invoice = days.OptionalWhole("invoice") ?? defaults.Invoice,
        Receipt = days.OptionalWhole("receipt") ?? defaults.Receipt,
        Clearing = days.OptionalWhole("clearing") ?? defaults.Clearing,
        Bank = days.OptionalWhole("bank") ?? defaults.Bank,
        Payout = days.OptionalWhole("payout") ?? defaults.Payout,
        CreditMemo = days.OptionalWhole("creditMemo") ?? defaults.CreditMemo,
        RefundCash = days.OptionalWhole("refundCash") ?? defaults.RefundCash,
        Goods = days.OptionalWhole("goods") ?? defaults.Goods,
        RefundAfterReceipt = days.OptionalWhole("refundAfterReceipt") ?? defaults.RefundAfterReceipt,
        Pending = days.OptionalWhole("pending") ?? defaults.Pending,
    }) ?? defaults;

    private static ReconciliationDeadlines Minutes(Node? node, ReconciliationDeadlines defaults) => node?.Read(minutes => defaults with
    {
        StockPosting = Duration(minutes, "stockPosting") ?? defaults.StockPosting,
        Publish = Duration(minutes, "publish") ?? defaults.Publish,
        Snapshot = Duration(minutes, "snapshot") ?? defaults.Snapshot,
    }) ?? defaults;

    private static TimeSpan? Duration(Node node, string key) => node.OptionalWhole(key) is { } minutes ? TimeSpan.FromMinutes(minutes) : null;
}
