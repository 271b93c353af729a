namespace ErpSync.Reconciliation.Sections;

/// <summary>The sections that a run was asked for, in order.</summary>
internal static class SectionRuns
{
    public static IReadOnlyList<SectionRun> Create(RunContext context) => [.. context.Sections.Select(section => Create(section, context))];

    private static SectionRun Create(ReconciliationSection section, RunContext context) => section switch
    {
        ReconciliationSection.OrderPayment => new OrderPaymentRun(context),
        ReconciliationSection.Payout => new PayoutRun(context),
        ReconciliationSection.InTransit => new InTransitRun(context),
        ReconciliationSection.Tax => new TaxRun(context),
        ReconciliationSection.TaxLedger => new TaxLedgerRun(context),
        ReconciliationSection.StockErp => new StockErpRun(context),
        ReconciliationSection.StockShop => new StockShopRun(context),
        ReconciliationSection.Claims => new ClaimRun(context),
        ReconciliationSection.CutOff => new CutOffRun(context),
        ReconciliationSection.RollForward => new RollForwardRun(context),
        ReconciliationSection.GeneralLedger => new GeneralLedgerRun(context),
        _ => new PairingRun(section, context),
    };
}
