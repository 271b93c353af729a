using System.Text.Json;
using ErpSync.Adapters.Shopify.Transport;
using ErpSync.Connectors;

namespace ErpSync.Adapters.Shopify;

/// <summary>Looks whether the connection works: token, shop, API version, scopes, locations. Two requests.</summary>
internal sealed class ConnectionCheck(ShopifyClient client, ShopifyOptions options)
{
    private static readonly Operation Check = Operation.Load("connection-check");
    private static readonly Operation Locations = Operation.Load("locations");
    private static readonly string[] Wanted =
    [
        "read_orders", "read_customers", "read_products", "read_inventory", "write_inventory", "read_locations", "read_fulfillments", "read_returns",
        "read_merchant_managed_fulfillment_orders", "write_merchant_managed_fulfillment_orders",
    ];

    public async Task<ConnectionReport> RunAsync(CancellationToken ct)
    {
        var findings = new List<ConnectionFinding>();
        try
        {
            using (var reply = await client.QueryAsync(Check, null, ct))
            {
                var domain = reply.Data.Object("shop")?.Text("myshopifyDomain");
                if (!string.Equals(domain, options.ShopDomain, StringComparison.OrdinalIgnoreCase))
                {
                    findings.Add(new ConnectionFinding("shopify.other-shop", $"The address answers as shop '{GraphErrors.Clean(domain)}', not '{options.ShopDomain}'.", "Correct ShopDomain or Endpoint."));
                    return new ConnectionReport(ConnectionState.Misconfigured, findings);
                }

                Version(reply, findings);
                Scopes(reply, findings);
            }

            await LocationsAsync(findings, ct);
        }
        catch (ConnectorException exception)
        {
            findings.Add(new ConnectionFinding(exception.Fault.Code, exception.Fault.Message, exception.Fault.Hint));
            return new ConnectionReport(StateOf(exception.Fault), findings);
        }

        var misconfigured = findings.Exists(finding => finding.Code == "shopify.unknown-location");
        return new ConnectionReport(misconfigured ? ConnectionState.Misconfigured : findings.Count == 0 ? ConnectionState.Ok : ConnectionState.Degraded, findings);
    }

    private static ConnectionState StateOf(Fault fault) => fault switch
    {
        { Code: "shopify.shop-not-found" or "shopify.redirected" or "shopify.schema-changed" or "shopify.search-warning" } => ConnectionState.Misconfigured,
        { Kind: FaultKind.Unauthorized } => ConnectionState.Unauthorized,
        { Kind: FaultKind.Throttled } => ConnectionState.Degraded,
        _ => ConnectionState.Unreachable,
    };

    private void Version(GraphReply reply, List<ConnectionFinding> findings)
    {
        if (client.ServedVersion is { } served && served != options.ApiVersion)
        {
            findings.Add(new ConnectionFinding(
                "shopify.version-fell-forward", $"Shopify serves API version {served} instead of {options.ApiVersion}.", "Set ApiVersion to a supported version."));
        }

        var versions = reply.Data.List("publicApiVersions").Where(version => version.Text("handle") == options.ApiVersion).ToArray();
        if (versions.Length > 0 && versions[0].Flag("supported") == false)
        {
            findings.Add(new ConnectionFinding("shopify.version-unsupported", $"API version {options.ApiVersion} is not supported.", "Set ApiVersion to a supported version."));
        }
    }

    private void Scopes(GraphReply reply, List<ConnectionFinding> findings)
    {
        var granted = reply.Data.Object("currentAppInstallation")?.List("accessScopes").Select(scope => scope.Text("handle") ?? "").ToHashSet(StringComparer.Ordinal) ?? [];
        var missing = Wanted.Where(scope => !Has(granted, scope) && (options.ReadFulfillmentOrders || !scope.StartsWith("read_merchant", StringComparison.Ordinal))).ToArray();
        if (missing.Length > 0)
        {
            findings.Add(new ConnectionFinding("shopify.scopes-missing", $"The app lacks the scopes {string.Join(", ", missing)}.", "Grant them in the configuration of the app, or leave the flows out that need them."));
        }

        if (!granted.Contains("read_all_orders"))
        {
            findings.Add(new ConnectionFinding("shopify.old-orders-hidden", "Without the scope read_all_orders, orders older than 60 days are silently missing.", "Grant it if older orders matter."));
        }
    }

    /// <summary>A write scope includes the read scope of the same name.</summary>
    private static bool Has(HashSet<string> granted, string scope) =>
        granted.Contains(scope) || (scope.StartsWith("read_", StringComparison.Ordinal) && granted.Contains(string.Concat("write_", scope.AsSpan(5))));

    private async Task LocationsAsync(List<ConnectionFinding> findings, CancellationToken ct)
    {
        var mapped = options.LocationMap.Values.Append(options.DefaultLocation).OfType<string>()
            .Select(location => Gid.TryNormalise("Location", location, out var gid) ? gid : location).Distinct(StringComparer.Ordinal).ToArray();
        if (mapped.Length == 0)
        {
            return;
        }

        using var reply = await client.QueryAsync(
            Locations,
            writer =>
            {
                writer.WriteNumber("first", 250);
                writer.WriteNull("after");
            },
            ct);
        var known = reply.Data.Nodes("locations").ToDictionary(node => node.Text("id") ?? "", StringComparer.Ordinal);
        var isComplete = reply.Data.Object("locations")?.Object("pageInfo")?.Flag("hasNextPage") != true;
        foreach (var gid in mapped)
        {
            if (!known.TryGetValue(gid, out var location))
            {
                if (isComplete)
                {
                    findings.Add(new ConnectionFinding("shopify.unknown-location", $"The shop has no location '{gid}'.", "Correct LocationMap or DefaultLocation."));
                }
            }
            else if (location.Flag("isActive") == false)
            {
                findings.Add(new ConnectionFinding("shopify.inactive-location", $"The shop's location '{gid}' is not active.", "Activate it in the shop or map another one."));
            }
        }
    }
}
