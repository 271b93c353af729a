namespace ErpSync.Inventory;

/// <summary>A shopper's own other carts do not compete with the shopper, unless they can still be paid.</summary>
internal sealed class SessionHolds(BookState state, ClaimDesk desk, ClaimRelease release)
{
    /// <summary>Decides a batch with the session's other holds given up. On refusal of the batch the caller takes everything back.</summary>
    public ClaimDecision Decide(IReadOnlyList<ClaimRequest> requests, IReadOnlyCollection<string> skus, ClaimOwner claimant, string? session, string? ownCart, bool hold)
    {
        var others = Others(session, ownCart, skus);
        foreach (var (cart, line) in others.Where(other => !other.Cart.IsPayable(state.Now)))
        {
            release.ReleaseHold(line);
        }

        var decision = desk.Decide(requests, claimant.Pool, claimant.Channel, hold);
        return !decision.IsComplete && BlockedByPayable(requests, others, claimant, hold) ? decision with { Reason = ClaimReason.OwnPayableHold } : decision;
    }

    private bool BlockedByPayable(IReadOnlyList<ClaimRequest> requests, List<(CartBook Cart, ClaimedLine Line)> others, ClaimOwner claimant, bool hold)
    {
        var payable = others.FindAll(other => other.Cart.IsPayable(state.Now));
        if (payable.Count == 0)
        {
            return false;
        }

        var mark = state.Ledger.Mark;
        foreach (var (_, line) in payable)
        {
            release.ReleaseHold(line);
        }

        var enough = desk.Decide(requests, claimant.Pool, claimant.Channel, hold).IsComplete;
        state.Ledger.RollBack(mark);
        return enough;
    }

    private List<(CartBook Cart, ClaimedLine Line)> Others(string? session, string? ownCart, IReadOnlyCollection<string> skus) =>
        session is null
            ? []
            :
            [
                .. state.Carts.Values
                    .Where(cart => cart.Session == session && cart.Id != ownCart)
                    .OrderBy(cart => cart.Id, StringComparer.Ordinal)
                    .SelectMany(cart => cart.Lines.Values.Where(line => line.Claims.Any(claim => claim.Held > 0m && skus.Contains(claim.Sku.Sku))).Select(line => (cart, line))),
            ];
}
