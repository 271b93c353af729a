using ErpSync.Ownership;

namespace ErpSync.Core.Tests.Ownership;

public sealed class OwnershipStateJsonTests
{
    [Fact]
    public void A_state_with_everything_in_it_is_read_back_as_it_was()
    {
        var at = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
        var key = new FieldKey("Item", "1", "tags");
        var engine = new AuthorityEngine(AuthorityMap.Load(
            new OwnershipPolicy
            {
                EchoWindow = TimeSpan.FromMinutes(5),
                Rules =
                [
                    new()
                    {
                        Id = "r", Entity = "Item", Fields = ["*"], Mode = AuthorityMode.Exclusive, Owner = "erp", OnForeignWrite = ForeignWriteAction.Quarantine,
                        Consumers = new Dictionary<string, ConsumerKind> { ["shop"] = ConsumerKind.Mirror },
                        Override = new OverrideRule { AllowedBy = ["ops"], MaxDuration = TimeSpan.FromDays(1) },
                    },
                ],
            },
            [new EntitySchema { Entity = "Item", Fields = new Dictionary<string, FieldType> { ["tags"] = FieldType.Set } }],
            ["erp", "shop"]));
        OwnershipStep[] steps =
        [
            new OwnershipStep.Write { At = at, Field = key, Writer = "erp", Value = FieldValue.OfSet(["b", "a"]), Version = new FieldVersion(1, "erp"), EventId = "e1" },
            new OwnershipStep.Write { At = at, Field = key, Writer = "erp", Value = FieldValue.OfSet(["c"]), Version = new FieldVersion(2, "erp") },
            new OwnershipStep.Write { At = at, Field = key, Writer = "shop", Value = FieldValue.Null, Actor = "kim" },
            new OwnershipStep.StartOverride("o", key, FieldValue.OfSet([]), "ops", null, TimeSpan.FromHours(1)) { At = at },
        ];
        var state = steps.Aggregate(new OwnershipState(), (before, step) => engine.Apply(before, step).State);
        var text = OwnershipStateJson.Write(state);
        var read = OwnershipStateJson.Read(text);
        OwnershipStateJson.Write(read).Should().Be(text);
        read.Find(key)!.EffectiveValue.Should().Be(FieldValue.OfSet([]));
        read.Find(key)!.OwnerValue.Should().Be(FieldValue.OfSet(["c"]));
        read.Proposals.Should().ContainSingle().Which.Value.Should().Be(FieldValue.Null);
        engine.Apply(read, steps[0]).Code.Should().Be(OwnershipCodes.DuplicateEvent);
        engine.Apply(read, new OwnershipStep.Advance { At = at.AddHours(1) }).Expired.Should().ContainSingle();
    }
}
