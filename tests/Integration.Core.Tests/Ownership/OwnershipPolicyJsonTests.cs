using ErpSync.Ownership;

namespace ErpSync.Core.Tests.Ownership;

public sealed class OwnershipPolicyJsonTests
{
    [Fact]
    public void Everything_wrong_with_a_file_is_said_at_once_and_by_place()
    {
        const string Json = """
            { "version": "one", "colour": 1, "echoWindow": "ten minutes",
              "rules": [ { "id": "a", "fields": ["x"], "mode": "Dictator", "tolerance": "-1", "consumers": { "shop": "Copy" }, "resolver": { "order": [[1]] } } ] }
            """;
        var act = () => OwnershipPolicyJson.Parse(Json);
        var message = act.Should().Throw<FormatException>().Which.Message;
        foreach (var place in new[]
        {
            "policy.version", "policy.colour", "policy.echoWindow", "policy.rules[0].entity", "policy.rules[0].mode", "policy.rules[0].tolerance",
            "policy.rules[0].consumers.shop", "policy.rules[0].resolver.name", "policy.rules[0].resolver.order",
        })
        {
            message.Should().Contain(place);
        }
    }

    [Fact]
    public void A_broken_file_is_no_policy()
    {
        var act = () => OwnershipPolicyJson.Parse("{");
        act.Should().Throw<FormatException>().WithMessage("*no JSON*");
    }

    [Fact]
    public void What_a_file_leaves_out_has_the_stated_defaults()
    {
        var policy = OwnershipPolicyJson.Parse("""{ "rules": [ { "id": "a", "entity": "Item", "fields": ["*"], "mode": "Exclusive", "owner": "erp" } ] }""");
        policy.RevertLimit.Should().Be(new RevertLimit { Count = 3, Window = TimeSpan.FromHours(24) });
        policy.Uncovered.Should().Be(UncoveredPolicy.Error);
        policy.EchoWindow.Should().BeNull();
        policy.Rules.Should().ContainSingle().Which.OnForeignWrite.Should().Be(ForeignWriteAction.Reject);
    }
}
