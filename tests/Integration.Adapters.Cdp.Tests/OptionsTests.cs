using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Cdp.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var options = new CdpOptions
        {
            Endpoint = new Uri("http://cdp.example/"),
            ProfileEndpoint = new Uri("ftp://cdp.example/"),
            SpaceId = "spa_1",
            ProfileLag = TimeSpan.FromDays(1),
            UserIdPrefix = new string('x', 41),
            ConsentAtTrait = "marketing_consent",
            MaxBatchEvents = 2_501,
            MaxBatchBytes = 500_001,
            MaxEventBytes = 32_001,
            MaxResponseBytes = 0,
            MaxWebhookBytes = 0,
            RequestTimeout = TimeSpan.Zero,
        };
        options.Traits.Add("shoe_size");
        options.Traits.Add("marketing_consent");
        options.RelationshipTraits.Add(" ");
        options.WebhookSecrets.Add("");

        var failures = new CdpOptionsValidator().Validate("cdp", options).Failures!;

        failures.Select(static text => text[..7]).Distinct().Should().BeEquivalentTo(
            Enumerable.Range(4101, 17).Select(static code => FormattableString.Invariant($"ESY{code}")));
        failures.Should().Contain("ESY4107 Cdp 'cdp': Traits names 'shoe_size', which does not exist. Traits: email, phone, name, company, city, region, postal_code, country.");
    }

    [Fact]
    public async Task A_host_with_bad_options_does_not_start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => sync.AddCdp("cdp", static options => options.SpaceId = "spa_1"));
        using var host = builder.Build();

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<OptionsValidationException>()).Which.Failures.Should().Contain(static text => text.StartsWith("ESY4102", StringComparison.Ordinal))
            .And.Contain(static text => text.StartsWith("ESY4104", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Activity_needs_a_system_that_takes_it()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddErpSync(sync => sync
            .AddCdp("cdp", static options => options.WriteKey = "key")
            .AddConnection("shop", static _ => new Support.TestShop("shop", TimeProvider.System))
            .SyncCustomerActivity(from: "cdp", to: "shop"));
        using var host = builder.Build();

        var start = () => host.StartAsync();

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("ESY1108: SyncCustomerActivity names connection 'shop', which takes no customer activity*");
    }
}
