namespace ErpSync.Testing.Stores;

/// <summary>
/// The contract of <see cref="Storage.ISyncStore"/> as tests that need no test framework. Every store must pass all of them; each check gets a host of its own.
/// </summary>
public static class StoreContractSuite
{
    /// <summary>All checks.</summary>
    public static IReadOnlyList<StoreCheck> Checks { get; } =
    [
        .. IntakeChecks.All, .. HeadChecks.All, .. EffectChecks.All, .. DependencyChecks.All, .. CaseChecks.All, .. OwnershipChecks.All,
        .. CountChecks.All, .. QueryChecks.All, .. PruneChecks.All, .. ConcurrencyChecks.All, .. DurabilityChecks.All,
        .. SharingChecks.All, .. StockChecks.All,
    ];

    /// <summary>Runs one check on a fresh host.</summary>
    /// <param name="check">Check.</param>
    /// <param name="host">Creates a host over an empty store.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<StoreCheckResult> RunAsync(StoreCheck check, Func<StoreHost> host, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(check);
        ArgumentNullException.ThrowIfNull(host);
        await using var tested = host();
        if (check.NeedsDurability && !tested.IsDurable)
        {
            return new StoreCheckResult(check, Failure: null, "the store does not keep records beyond its own life");
        }

        if (check.NeedsSeveralOwners && !tested.HasSeveralOwners)
        {
            return new StoreCheckResult(check, Failure: null, "the store serves one owner at a time");
        }

        try
        {
            await using var store = await tested.OpenAsync(ct);
            if (check.NeedsStock && store is not Storage.IStockStore)
            {
                return new StoreCheckResult(check, Failure: null, "the store keeps no stock ledger");
            }

            var context = new StoreContext(tested, store, await tested.TakeLanesAsync(store, ct), ct);
            await check.Run(context);
            return new StoreCheckResult(check, Failure: null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new StoreCheckResult(check, failure);
        }
    }

    /// <summary>Runs all checks, one after the other.</summary>
    /// <param name="host">Creates a host over an empty store; called once per check.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<IReadOnlyList<StoreCheckResult>> RunAsync(Func<StoreHost> host, CancellationToken ct)
    {
        var results = new List<StoreCheckResult>(Checks.Count);
        foreach (var check in Checks)
        {
            results.Add(await RunAsync(check, host, ct));
        }

        return results;
    }
}
