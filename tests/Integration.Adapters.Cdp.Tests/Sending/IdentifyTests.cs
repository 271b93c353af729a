using ErpSync.Adapters.Cdp.Tests.Support;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.Cdp.Tests.Sending;

/// <summary>How little of a person leaves the process.</summary>
public sealed class IdentifyTests
{
    [Fact]
    public async Task By_default_only_id_and_consent_are_told()
    {
        await using var cdp = await Support.Cdp.StartAsync();

        await SendAsync(cdp, Sample.Customer("C1", Sample.OptIn()));

        Traits(cdp).Should().Be("""{"marketing_consent":true,"marketing_consent_at":"2026-11-24T09:00:00.000Z"}""");
        cdp.Box.Messages.Single().UserId.Should().Be("C1");
    }

    [Fact]
    public async Task Allowed_traits_are_told_and_the_address_is_hashed()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.Traits.UnionWith([CdpTraits.Email, CdpTraits.Country]));

        await SendAsync(cdp, Sample.Customer("C1", Sample.OptIn()));

        // printf 'ada@example.com' | sha256sum
        Traits(cdp).Should().Be("""{"marketing_consent":true,"marketing_consent_at":"2026-11-24T09:00:00.000Z","email":"b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72","country":"DE"}""");
    }

    [Fact]
    public async Task The_plain_address_needs_a_decision()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options =>
        {
            options.Traits.Add(CdpTraits.Email);
            options.Email = EmailForm.Plain;
        });

        await SendAsync(cdp, Sample.Customer("C1", Sample.OptIn()) with { Email = "ada@example.com" });

        Traits(cdp).Should().Contain("\"email\":\"ada@example.com\"");
    }

    [Fact]
    public async Task Of_who_objects_nothing_but_that_is_told()
    {
        await using var cdp = await Support.Cdp.StartAsync(static options => options.Traits.UnionWith(CdpTraits.All));

        await SendAsync(cdp, Sample.Customer("C1", Sample.OptOut(5)));

        Traits(cdp).Should().Be("""{"marketing_consent":false,"marketing_consent_at":"2026-11-24T14:00:00.000Z"}""");
    }

    private static string Traits(Support.Cdp cdp) => cdp.Box.Messages.Single().Body.GetProperty("traits").GetRawText();

    private static async Task SendAsync(Support.Cdp cdp, Customer customer) => (await cdp.Connector.WriteAsync(
        [new WriteItem<Customer>("1", new IdempotencyKey($"shop:identify:{customer.Id}:0"), WriteKind.Update, customer)], CancellationToken.None))
        .Should().ContainSingle().Which.Should().BeOfType<WriteResult.Applied>();
}
