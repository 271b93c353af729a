using ErpSync.Model;

namespace ErpSync.Planning.Documents.Run;

/// <summary>An order without a document: what is left of it becomes one, refunds made before are part of it.</summary>
internal static class FirstDocumentFlow
{
    public static void Plan(PlanRun run)
    {
        if (run.Order.CancelledAt is not null)
        {
            if (run.Order.Fulfilments.Any(static fulfilment => fulfilment.Succeeded))
            {
                run.Holds.Add(HoldFactory.CancelledAfterFulfilment(run.OrderSubject));
            }
            else
            {
                run.Skip(SkipCodes.CancelledBeforeDocument, run.OrderSubject);
            }

            return;
        }

        var content = OrderDocumentContent.AllAbsorbed(run);
        var held = NothingLeft(run, content) ? SkipNothing(run) : OrderDocumentStage.Create(run, content, Array.ConvertAll(run.Side.Refunds, static refund => refund.Id));
        if (held is not null)
        {
            run.Holds.Add(held);
        }
        else
        {
            // There is no credit memo to net them on, so exchange items get a document of their own whatever the setting says.
            ExchangeFlow.Plan(run);
        }

        foreach (var refund in run.Side.Refunds)
        {
            if (refund.HasAdjustment)
            {
                run.Holds.Add(HoldFactory.AbsorbedAdjustment(new DocumentSubject(DocumentSourceType.Refund, refund.Id)));
            }
        }
    }

    private static DocumentHold? SkipNothing(PlanRun run)
    {
        run.Skip(SkipCodes.NothingLeft, run.OrderSubject);
        return null;
    }

    private static bool NothingLeft(PlanRun run, OrderDocumentContent content) =>
        !run.Side.Lines.Any(static line => !line.IsExchange && line.Source.CurrentQuantity > 0)
        && !run.Side.Shipping.Any(line => content.LeftOf(run, line).UnitPrice > 0m);
}
