using ErpSync.Finance.Accounts;

namespace ErpSync.Core.Tests.Finance;

public sealed class AccountMapTests
{
    private static readonly DateOnly Day = new(2026, 6, 15);

    [Fact]
    public void Explain_tells_which_rule_answered_and_why_the_others_did_not()
    {
        var map = AccountMap.Load(new AccountMapDefinition
        {
            Rules = [Rule("R1", "4000"), Rule("R2", "4010", ("channel", "Amazon")), Rule("R3", "4020", ("channel", "Web")), Rule("R4", "4030") with { ValidTo = new DateOnly(2025, 12, 31), Priority = 1 }],
        });

        var explained = map.Explain(Query(("channel", "Amazon")));

        explained.Answer.Account.Should().Be("4010");
        explained.Considered.Select(static one => $"{one.Rule.Id}: {one.Outcome}").Should().Equal(
            "R1: less specific than R2", "R2: answers", "R3: channel is Amazon, not Web", "R4: not valid on 2026-06-15");
    }

    [Fact]
    public void All_problems_are_named_in_one_exception()
    {
        var act = () => AccountMap.Load(new AccountMapDefinition { Rules = [Rule("R1", "1"), Rule("R2", "2"), Rule("R3", "3") with { Role = "Selling" }] });

        act.Should().Throw<AccountMapException>().WithMessage("*AmbiguousRules*R1 and R2*UnknownRole*Selling*")
            .Which.Problems.Select(static problem => problem.Code).Should().Equal("AmbiguousRules", "UnknownRole");
    }

    [Fact]
    public void Patterns_that_share_values_are_ambiguous_and_others_are_not()
    {
        Codes(Rule("R1", "1", ("taxCode", "DE-*")), Rule("R2", "2", ("taxCode", "DE-1*"))).Should().Equal("AmbiguousRules");
        Codes(Rule("R1", "1", ("taxCode", "DE-*")), Rule("R2", "2", ("taxCode", "FR-*"))).Should().BeEmpty();
        Codes(Rule("R1", "1", ("taxCode", "DE-*")), Rule("R2", "2", ("taxCode", "DE-19"))).Should().BeEmpty();
    }

    [Theory]
    [InlineData(AccountRole.OutputTax, AccountClass.Revenue, false)]
    [InlineData(AccountRole.SalesReturns, AccountClass.Revenue, true)]
    [InlineData(AccountRole.SalesReturns, AccountClass.ContraRevenue, true)]
    [InlineData(AccountRole.Sales, AccountClass.ContraRevenue, false)]
    [InlineData(AccountRole.RoundingDifference, AccountClass.Expense, true)]
    [InlineData(AccountRole.RoundingDifference, AccountClass.Asset, false)]
    public void A_role_stands_only_on_accounts_of_its_class(AccountRole role, AccountClass account, bool allowed) =>
        AccountRoles.Allows(role, account).Should().Be(allowed);

    [Fact]
    public void Every_role_has_a_class() => AccountRoles.All.Should().HaveCount(41).And.OnlyContain(static role => Enum.IsDefined(AccountRoles.ClassOf(role)));

    private static IEnumerable<string> Codes(params AccountRule[] rules) => AccountMap.Check(new AccountMapDefinition { Rules = rules }).Select(static problem => problem.Code);

    private static AccountRule Rule(string id, string account, params (string Key, string Value)[] match) => new()
    {
        Id = id,
        Role = "Sales",
        Account = account,
        Match = match.ToDictionary(static pair => pair.Key, static pair => AccountCondition.Of(pair.Value)),
    };

    private static AccountQuery Query(params (string Key, string Value)[] keys) => new()
    {
        Role = AccountRole.Sales,
        PostingDate = Day,
        Keys = keys.ToDictionary(static pair => pair.Key, static pair => pair.Value),
    };
}
