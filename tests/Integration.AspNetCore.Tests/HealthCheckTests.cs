using System.Net;
using ErpSync.Connectors;

namespace ErpSync.AspNetCore.Tests;

/// <summary>What a load balancer or a monitor is told.</summary>
public sealed class HealthCheckTests
{
    [Fact]
    public async Task Working_host_is_healthy()
    {
        await using var host = await WebhookHost.StartAsync();

        (await HealthAsync(host)).Should().Be((HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task Open_case_degrades_but_does_not_take_the_host_out()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Shop.ReadFault = new Fault(FaultKind.Invalid, "shop.nonsense", "The shop answered nonsense.");

        await host.SendAsync(host.Delivery(null, "a"));
        await host.UntilAsync(overview => overview.Counts.OpenCases == 1);

        (await HealthAsync(host)).Should().Be((HttpStatusCode.OK, "Degraded"));
    }

    [Fact]
    public async Task Refused_credentials_degrade()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Shop.Report = new ConnectionReport(ConnectionState.Unauthorized, []);
        host.Shop.ReadFault = new Fault(FaultKind.Unauthorized, "shop.unauthorized", "The shop refuses our token.");

        await host.SendAsync(host.Delivery(null, "a"));
        await host.UntilAsync(overview => overview.Connections.Any(connection => connection.IsRefused));

        (await HealthAsync(host)).Should().Be((HttpStatusCode.OK, "Degraded"));
    }

    [Fact]
    public async Task Connection_that_works_with_limits_degrades()
    {
        await using var host = await WebhookHost.StartAsync(new ConnectionReport(ConnectionState.Degraded, [new ConnectionFinding("shop.scopes-missing", "A scope is missing.")]));

        await host.UntilAsync(overview => overview.Connections.Any(connection => connection.HasLimits));

        (await HealthAsync(host)).Should().Be((HttpStatusCode.OK, "Degraded"));
    }

    [Fact]
    public async Task Store_that_does_not_answer_is_unhealthy_and_recovers()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Store.Broken = true;
        (await HealthAsync(host)).Should().Be((HttpStatusCode.ServiceUnavailable, "Unhealthy"));

        host.Store.Broken = false;
        (await HealthAsync(host)).Should().Be((HttpStatusCode.OK, "Healthy"));
    }

    private static async Task<(HttpStatusCode Status, string Text)> HealthAsync(WebhookHost host)
    {
        using var answer = await host.Sender.GetAsync(new Uri("/health", UriKind.Relative));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
