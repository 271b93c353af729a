namespace ErpSync.Finance.Journal.Ledger;

/// <summary>Posted journals never change: a correction is their mirror image and a copy with other dimensions.</summary>
internal static class Corrections
{
    public static void Correct(EventRun run, FinanceEvent.Corrected corrected)
    {
        var target = run.Books.Journals.Find(journal => journal.Event == corrected.Target.Event && journal.Doc == corrected.Target.Doc);
        EventRun.Refuse(target is null, "DependencyMissing");
        EventRun.Refuse(run.Books.CorrectedJournals.Contains(corrected.Target), "AlreadyCorrected");
        run.Books.CorrectedJournals = run.Books.CorrectedJournals.Add(corrected.Target);
        var reversal = new JournalBuilder("Reversal", target!.Currency, target.DocumentDate) { Reverses = corrected.Target };
        var correction = new JournalBuilder("Correction", target.Currency, target.DocumentDate) { Corrects = corrected.Target };
        run.Journals.Add(reversal);
        run.Journals.Add(correction);
        foreach (var line in target.Lines)
        {
            var amount = new Dual(line.TransactionAmount, line.Amount);
            reversal.Credit(line.Role, amount, line.Dimensions);
            correction.Debit(line.Role, amount, line.Dimensions.Replace(corrected.Replace));
        }

        foreach (var tax in target.TaxEntries)
        {
            var key = new TaxKey(tax.TaxCode, tax.Jurisdiction, tax.Rate, tax.IsFacilitator);
            reversal.Tax(key, -tax.Base, -tax.Amount);
            correction.Tax(key with
            {
                Code = JournalDimensions.Swap(corrected.Replace, "taxCode", key.Code)!,
                Jurisdiction = JournalDimensions.Swap(corrected.Replace, "jurisdiction", key.Jurisdiction)!,
            }, tax.Base, tax.Amount);
        }
    }
}
