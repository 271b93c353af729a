using ErpSync.Finance.Accounts;
using ErpSync.Model;
using ErpSync.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.Core.Tests.Planning;

public sealed class RoleAccountsTests
{
    private static readonly SalesDocument Document = new()
    {
        Kind = SalesDocumentKind.CreditMemo,
        Source = new DocumentSource(DocumentSourceType.Refund, "9"),
        ExternalNumber = "#1001/R9",
        Currency = Orders.Eur,
        PostingDate = new DateOnly(2026, 3, 8),
        BillTo = new Address { Country = "FR" },
        Totals = new DocumentTotals(Money.Zero(Orders.Eur), Money.Zero(Orders.Eur), Money.Zero(Orders.Eur)),
    };

    [Fact]
    public void The_map_with_conditions_is_asked_before_the_plain_one()
    {
        var services = new ServiceCollection();
        services.AddErpSync(sync => sync.Finance(finance => finance
            .UseAccountMap(new AccountMapDefinition
            {
                Rules =
                [
                    Rule("R1", "40410", ("country", "FR"), ("docType", "CreditMemo")),
                    Rule("R2", "40420", ("country", "DE")),
                ],
            })
            .Accounts(map => map.Role(AccountRole.ShippingIncome).To("40400"))));
        using var provider = services.BuildServiceProvider();
        var accounts = provider.GetRequiredService<IRoleAccounts>();

        accounts.AccountOf("ShippingIncome", Document, null).Should().Be("40410");
        accounts.AccountOf("ShippingIncome", Document with { Kind = SalesDocumentKind.SalesOrder }, null).Should().Be("40400");
        accounts.AccountOf("TipsPayable", Document, null).Should().BeNull();
    }

    private static AccountRule Rule(string id, string account, params (string Key, string Value)[] match) => new()
    {
        Id = id,
        Role = "ShippingIncome",
        Account = account,
        Match = match.ToDictionary(static pair => pair.Key, static pair => AccountCondition.Of(pair.Value)),
    };
}
