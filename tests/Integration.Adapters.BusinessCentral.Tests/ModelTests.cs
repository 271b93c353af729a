using System.Reflection;
using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Adapters.BusinessCentral.Tests.Wire;

namespace ErpSync.Adapters.BusinessCentral.Tests;

/// <summary>Every fixture also checks each request it sent against the model; here the model and the checker themselves are looked at.</summary>
public sealed class ModelTests
{
    private const string ModelFile = "data/businesscentral/bc-api-v2.0-model.json";

    [SharedDataFact(ModelFile)]
    public void Every_set_of_the_adapter_is_in_the_model()
    {
        var model = ApiModel.Load();

        Constants(typeof(BcSets)).SelectMany(set => model.Unknown(Get($"companies/{set}"))).Should().BeEmpty();
    }

    [SharedDataTheory(ModelFile)]
    [InlineData("salesOrders", BcActions.ShipAndInvoice)]
    [InlineData("salesInvoices", BcActions.Post)]
    [InlineData("salesCreditMemos", BcActions.Post)]
    [InlineData("journals", BcActions.Post)]
    public void Every_action_of_the_adapter_is_in_the_model(string set, string action) =>
        ApiModel.Load().Unknown(Get($"companies/{set}(1)/{action}")).Should().BeEmpty();

    [SharedDataTheory(ModelFile)]
    [InlineData("companies/salesOrder", null)]
    [InlineData("companies/salesOrders?$filter=externalNumber eq 'x'", null)]
    [InlineData("companies/salesOrders?$select=id,bogus", null)]
    [InlineData("companies/salesOrders?$expand=bogusLines", null)]
    [InlineData("companies/salesOrders?$orderby=bogus desc", null)]
    [InlineData("companies/salesOrders(1)/Microsoft.NAV.post", null)]
    [InlineData("companies/salesOrders", "{\"bogus\":1}")]
    [InlineData("companies/salesOrders", "{\"number\":\"1\"}")]
    [InlineData("companies/salesOrders", "{\"salesOrderLines\":[{\"bogus\":1}]}")]
    public void The_checker_finds_names_that_do_not_exist(string path, string? body) =>
        ApiModel.Load().Unknown(Get(path) with { Body = body }).Should().NotBeEmpty();

    private static IEnumerable<string> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static SentRequest Get(string path) => new("GET", new Uri("https://bc.example.com/api/v2.0/" + path), null, null, null, null);
}
