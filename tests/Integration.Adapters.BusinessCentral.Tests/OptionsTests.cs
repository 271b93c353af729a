using Azure.Core;
using ErpSync.Connectors;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.Adapters.BusinessCentral.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void All_errors_are_reported_at_once_each_with_a_code()
    {
        var options = new BusinessCentralOptions { BaseAddress = new Uri("http://bc.example.com/"), PageSize = 0, WebhookClientState = "short" };

        var result = new BusinessCentralOptionsValidator().Validate("erp", options);

        result.Failures.Should().HaveCountGreaterThan(5).And.OnlyContain(failure => failure.StartsWith("ESY30", StringComparison.Ordinal));
        result.FailureMessage.Should().Contain("BaseAddress").And.Contain("TenantId").And.Contain("CompanyId").And.Contain("PageSize").And.Contain("WebhookClientState").And.Contain("credentials");
    }

    [Theory]
    [InlineData("static")]
    [InlineData("secret")]
    [InlineData("credential")]
    public void Each_way_to_sign_in_is_accepted_alone(string way)
    {
        var options = new BusinessCentralOptions { TenantId = "tenant", CompanyName = "CRONUS" };
        switch (way)
        {
            case "static":
                options.StaticToken = "token";
                break;
            case "secret":
                (options.ClientId, options.ClientSecret) = ("client", "secret");
                break;
            default:
                options.Credential = DelegatedTokenCredential.Create((_, _) => new AccessToken("t", DateTimeOffset.MaxValue));
                break;
        }

        new BusinessCentralOptionsValidator().Validate("erp", options).Succeeded.Should().BeTrue();
    }

    [Fact]
    public void Secrets_do_not_appear_in_error_messages()
    {
        var options = new BusinessCentralOptions { ClientSecret = "very-secret", StaticToken = "also-secret" };

        new BusinessCentralOptionsValidator().Validate("erp", options).FailureMessage.Should().NotContain("secret'").And.NotContain("very-secret").And.NotContain("also-secret");
    }

    [Fact]
    public void The_builder_adds_a_connection_that_can_be_made()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddErpSync(sync => sync.UseInMemoryStore().AddBusinessCentral("erp", options =>
        {
            options.TenantId = "tenant";
            options.CompanyName = "CRONUS";
            options.StaticToken = "token";
        }));
        using var provider = services.BuildServiceProvider();

        var registration = provider.GetServices<Engine.ConnectionRegistration>().Single();
        using var connector = (BusinessCentralConnector)registration.Create(provider);

        connector.Descriptor.Id.Should().Be("erp");
        connector.Descriptor.Find(EntityNames.SalesDocument)!.ConsistencyLag.Should().Be(TimeSpan.FromMinutes(8));
        connector.Descriptor.Entities.Select(entity => entity.Entity).Should().OnlyHaveUniqueItems();
    }
}
