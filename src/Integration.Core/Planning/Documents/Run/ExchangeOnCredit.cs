using ErpSync.Model;
using ErpSync.Model.Sides;
using ErpSync.Planning.Documents.Settings;

namespace ErpSync.Planning.Documents.Run;

/// <summary>Where the exchange items of a refund's return are: on a document of their own, or to be netted here.</summary>
/// <param name="Separate">Items on a document of their own; what the customer paid for them is not part of this refund.</param>
/// <param name="Netted">Items to take off this credit memo.</param>
internal readonly record struct ExchangeOnCredit(List<SideLine> Separate, List<SideLine> Netted)
{
    public static ExchangeOnCredit Of(PlanRun run, RefundContent content)
    {
        if (content.Return is not { ExchangeLines.Count: > 0 } item)
        {
            return new([], []);
        }

        var lines = ExchangeFlow.Lines(run, item);
        if (run.Settings.ExchangeDocument == ExchangeDocument.Separate || run.FindWritten(DocumentSourceType.Exchange, item.Id) is not null)
        {
            return new(lines, []);
        }

        // Two refunds of one return must not send the items out twice.
        return AlreadyNetted(run, item) ? new([], []) : new([], lines);
    }

    private static bool AlreadyNetted(PlanRun run, Return item) =>
        run.Request.Written.Any(document => document.Source.Type == DocumentSourceType.Refund
            && document.Lines.Any(line => line.Quantity < 0m && line.SourceLine is { } id && item.ExchangeLines.Contains(id)))
        || run.Documents.Exists(planned => planned.Document.Source.Type == DocumentSourceType.Refund
            && planned.Document.Lines.Any(line => line.Quantity < 0m && line.SourceLine is { } id && item.ExchangeLines.Contains(id)));
}
