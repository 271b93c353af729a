using System.Text.Json.Nodes;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;

namespace ErpSync.Adapters.BusinessCentral.Webhooks;

/// <summary>
/// Keeps subscriptions alive. They live three days and are renewed in the second half of their life. The service asks the callback for a hand-shake while the
/// create or renew call is open, so the endpoint must be reachable then.
/// </summary>
internal sealed class SubscriptionKeeper(BcClient client, BusinessCentralOptions options, TimeProvider time)
{
    private static readonly TimeSpan RenewBelow = TimeSpan.FromHours(36);
    private static readonly TimeSpan NextLook = TimeSpan.FromHours(12);
    private static readonly TimeSpan LookAfterFailure = TimeSpan.FromHours(1);

    public async Task<SubscriptionReport> EnsureAsync(Uri callback, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (options.WebhookClientState is null)
        {
            return new SubscriptionReport(0, 0, 0, NextLook, [new ConnectionFinding("bc.no-notifications", "Notifications are off.", "Set WebhookClientState to a long random value.")]);
        }

        var company = await client.CompanyAsync(ct).ConfigureAwait(false);
        var existing = await client.ListAsync(BcQuery.Set(BcSets.Subscriptions) with { Scope = BcScope.Root }, ct).ConfigureAwait(false);
        int created = 0, repaired = 0;
        var findings = new List<ConnectionFinding>();
        foreach (var set in options.WebhookSets.Distinct(StringComparer.Ordinal))
        {
            var resource = $"/api/v2.0/{BcSets.Companies}({company})/{set}";
            var own = existing.Where(subscription => subscription.Text(BcFields.NotificationUrl) == callback.AbsoluteUri && Same(subscription.Text(BcFields.Resource), resource)).ToList();
            try
            {
                if (own.Count == 0)
                {
                    await client.PostAsync(BcQuery.Set(BcSets.Subscriptions) with { Scope = BcScope.Root }, Body(callback, resource), ct).ConfigureAwait(false);
                    created++;
                }
                else if (NeedsRepair(own[0]))
                {
                    var key = own[0].Text(BcFields.SubscriptionId).Replace("'", "''", StringComparison.Ordinal);
                    var query = new BcQuery($"{BcSets.Subscriptions}('{Uri.EscapeDataString(key)}')") { Scope = BcScope.Root };
                    await client.PatchAsync(query, own[0].ETag ?? "*", Body(callback, resource), ct).ConfigureAwait(false);
                    repaired++;
                }
            }
            // A hand-shake that failed is answered like a request that is not understood.
            catch (BcException refused) when (refused is { Fault.Kind: FaultKind.Invalid or FaultKind.Rejected or FaultKind.SchemaChanged or FaultKind.Conflict }
                or { Status: 400, Fault.Kind: FaultKind.Transient })
            {
                findings.Add(new ConnectionFinding("bc.not-subscribed", $"No notifications about {set}: {refused.Fault.Message}",
                    "Changes are still found by sweeps. Check that the callback is reachable from the service, or take the set out of WebhookSets."));
            }
        }

        return new SubscriptionReport(options.WebhookSets.Distinct(StringComparer.Ordinal).Count(), created, repaired, findings.Count > 0 ? LookAfterFailure : NextLook, findings);
    }

    private bool NeedsRepair(BcEntity subscription) =>
        subscription.Instant(BcFields.ExpirationDateTime) - time.GetUtcNow() < RenewBelow
        || (subscription.Text(BcFields.ClientState) is { Length: > 0 } state && state != options.WebhookClientState);

    private JsonObject Body(Uri callback, string resource) => new()
    {
        [BcFields.NotificationUrl] = callback.AbsoluteUri,
        [BcFields.Resource] = resource,
        [BcFields.ClientState] = options.WebhookClientState,
    };

    private static bool Same(string left, string right) => Tail(left).Equals(Tail(right), StringComparison.OrdinalIgnoreCase);

    private static string Tail(string resource)
    {
        var start = resource.IndexOf(BcSets.Companies + "(", StringComparison.OrdinalIgnoreCase);
        return start < 0 ? resource : resource[start..].TrimEnd('/');
    }
}
