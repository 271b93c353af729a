using ErpSync.Finance.Accounts;
using ErpSync.Finance.Accounts.Files;

namespace ErpSync.Core.Tests.Finance;

public sealed class AccountMapFileTests
{
    private const string Table = """"
        # kept by the bookkeeper
        id,role,account,channel,country,priority,validFrom,validTo,dim:Region
        S,Sales,4000,,,,,,
        S-web,Sales,4010,web,DE|AT,,2026-01-01,2026-12-31,"North, ""new"""
        ,ShippingIncome,4040,,D*,5,,,

        """";

    [Fact]
    public void A_table_from_a_spreadsheet_becomes_rules()
    {
        var rules = AccountMapCsv.Read(new StringReader(Table));

        rules.Select(static rule => rule.Id).Should().Equal("S", "S-web", "line-5");
        rules[1].Match["country"].Should().Be(AccountCondition.AnyOf(["DE", "AT"]));
        rules[1].Dimensions.Should().Equal(new Dictionary<string, string> { ["Region"] = "North, \"new\"" });
        rules[1].ValidTo.Should().Be(new DateOnly(2026, 12, 31));
        rules[2].Should().BeEquivalentTo(new { Priority = 5, Account = "4040" });
        var map = AccountMap.Load(new() { Rules = rules });
        map.Resolve(new() { Role = AccountRole.Sales, PostingDate = new(2026, 6, 1), Keys = new Dictionary<string, string> { ["channel"] = "web", ["country"] = "AT" } }).Account.Should().Be("4010");
    }

    [Fact]
    public void A_semicolon_separates_as_well() =>
        AccountMapCsv.Read(new StringReader("role;account\nSales;4000,5\n")).Should().ContainSingle().Which.Account.Should().Be("4000,5");

    [Theory]
    [InlineData("role,konto\nSales,1", "Line 1*'account'*")]
    [InlineData("role,account,colour\nSales,1,red", "Line 1*'colour'*Known are*")]
    [InlineData("role,account,role\nSales,1,Sales", "Line 1*twice*")]
    [InlineData("role,account\n,1", "Line 2*'role' is empty*")]
    [InlineData("role,account\nSales,1,2", "Line 2*3 fields for 2 columns*")]
    [InlineData("role,account,priority\nSales,1,high", "Line 2*'high'*")]
    [InlineData("role,account,validFrom\nSales,1,1.2.2026", "Line 2*'1.2.2026'*2026-01-31*")]
    [InlineData("role,account\n\"Sales,1", "Line 2*quotation mark*")]
    public void What_cannot_be_read_is_named_with_line_reason_and_remedy(string text, string message) =>
        FluentActions.Invoking(() => AccountMapCsv.Read(new StringReader(text))).Should().Throw<AccountMapFormatException>().WithMessage(message);

    [Fact]
    public void Json_holds_the_whole_map()
    {
        var map = AccountMapJson.Read("""
            {
              // sales
              "rules": [{"id": "S", "role": "Sales", "account": "4000", "match": {"region": "DACH"}, "dimensions": {"Dept": "WEB"}}],
              "chart": [{"account": "4000", "class": "Revenue", "validFrom": "2026-01-01"}, {"account": "9999", "class": "Asset", "active": false}],
              "regions": {"DACH": ["DE", "AT", "CH"]}, "fallbackRoles": {"SalesReturns": "Sales"}, "suspenseAccount": "9999",
            }
            """);

        map.Rules.Should().ContainSingle().Which.Dimensions["Dept"].Should().Be("WEB");
        map.Chart.Should().HaveCount(2);
        map.SuspenseAccount.Should().Be("9999");
        var explained = AccountMap.Load(map).Explain(new() { Role = AccountRole.SalesReturns, PostingDate = new(2026, 6, 1), Keys = new Dictionary<string, string> { ["country"] = "AT" } });
        explained.Answer.Should().BeEquivalentTo(new { Account = "4000", Rule = "S", FallbackRole = AccountRole.Sales });
        explained.Considered.Should().ContainSingle().Which.Outcome.Should().Be("answers");
    }

    [Theory]
    [InlineData("{", "The map is no JSON*")]
    [InlineData("""{"rules": [], "rule": []}""", "map: 'rule' is not known*rules*")]
    [InlineData("""{"rules": [{"id": "S", "role": "Sales"}]}""", "map.rules[0]: 'account' is missing*")]
    [InlineData("""{"rules": [{"id": "S", "role": "Sales", "account": 4000}]}""", "*text is wanted*quotation marks*")]
    [InlineData("""{"rules": [{"id": "S", "role": "Sales", "account": "1", "match": {"channel": []}}]}""", "'channel' is an empty list*")]
    [InlineData("""{"fallbackRoles": {"Sale": "Sales"}}""", "*'Sale' is no account role*")]
    [InlineData("""{"chart": [{"account": "1", "class": "Income"}]}""", "map.chart[0]: class must be one of*")]
    public void Json_that_cannot_be_read_is_named(string text, string message) =>
        FluentActions.Invoking(() => AccountMapJson.Read(text)).Should().Throw<AccountMapFormatException>().WithMessage(message);
}
