using ErpSync.Ownership;

namespace ErpSync.Core.Tests.Ownership;

public sealed class AuthorityMapTests
{
    private static readonly EntitySchema[] Schema =
    [
        new() { Entity = "StockLevel", Fields = new Dictionary<string, FieldType> { ["onHand"] = FieldType.Decimal }, Dimensions = ["location"] },
    ];

    private static readonly OwnershipPolicy Policy = new()
    {
        Rules =
        [
            new() { Id = "all", Entity = "StockLevel", Fields = ["*"], Mode = AuthorityMode.Exclusive, Owner = "erp" },
            new() { Id = "wh", Entity = "StockLevel", Fields = ["onHand"], Mode = AuthorityMode.Partitioned, Owner = "wms", Scope = new Dictionary<string, string> { ["location"] = "WH-*" } },
        ],
    };

    [Fact]
    public void An_explanation_says_of_every_rule_why_it_answers_or_not()
    {
        var map = AuthorityMap.Load(Policy, Schema, ["erp", "wms"]);
        var explained = map.Explain("StockLevel", "onHand", new Dictionary<string, string> { ["location"] = "WH-1" }, null);
        explained.Rule!.Id.Should().Be("wh");
        explained.Considered.Select(one => $"{one.Rule.Id}: {one.Why}").Should().Equal("all: less specific than wh", "wh: answers");
        map.Explain("StockLevel", "onHand", new Dictionary<string, string> { ["location"] = "STORE" }, null)
            .Considered.Select(one => $"{one.Rule.Id}: {one.Why}").Should().Equal("all: answers", "wh: location is STORE, not WH-*");
    }

    [Fact]
    public void A_policy_with_errors_is_refused_with_all_of_them()
    {
        var broken = Policy with { Rules = [.. Policy.Rules.Select(rule => rule with { Owner = null, OnForeignWrite = ForeignWriteAction.Accept })] };
        var act = () => AuthorityMap.Load(broken, Schema, ["erp"]);
        act.Should().Throw<OwnershipPolicyException>().Which.Problems.Select(problem => problem.Code)
            .Should().Equal("AcceptNotAllowed", "AcceptNotAllowed", "MissingOwner", "MissingOwner");
    }
}
