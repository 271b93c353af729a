using ErpSync.Adapters.Shopify.Tests.Support;
using Microsoft.Extensions.Options;

namespace ErpSync.Adapters.Shopify.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void All_problems_are_reported_at_once_with_their_codes_and_without_secrets()
    {
        var make = () => Make.Connector(new ScriptedShop(), options =>
        {
            options.ShopDomain = "https://shop.example.com";
            options.ApiVersion = "2025-10";
            options.Endpoint = new Uri("http://shop.example.com");
            options.ClientId = "id";
            options.WebhookSecrets.Add(" ");
            options.StockReason = "because";
            options.LocationMap["B"] = "somewhere";
            options.OrderPageSize = 251;
            options.Overlap = TimeSpan.FromDays(2);
            options.WebhookTopics.Add("ORDERS_CREATE");
            options.WebhookTopics.Add("shop/redact");
        });

        var failures = make.Should().Throw<OptionsValidationException>().Which.Failures.ToArray();

        failures.Select(failure => failure[..7]).Should().Equal(
            "ESY2001", "ESY2002", "ESY2003", "ESY2011", "ESY2013", "ESY2021", "ESY2023", "ESY2030", "ESY2040", "ESY2050", "ESY2051");
        failures.Should().NotContain(failure => failure.Contains("shpat_secret_token", StringComparison.Ordinal));
    }

    [Fact]
    public void Credentials_must_be_of_exactly_one_kind()
    {
        var none = () => Make.Connector(new ScriptedShop(), options => options.AccessToken = null);
        var both = () => Make.Connector(new ScriptedShop(), options => (options.ClientId, options.ClientSecret) = ("id", "secret"));

        none.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith("ESY2010");
        both.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().StartWith("ESY2012");
    }
}
