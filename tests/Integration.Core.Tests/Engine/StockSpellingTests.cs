using ErpSync.Connectors;
using ErpSync.Core.Tests.Ownership;
using ErpSync.Engine;
using ErpSync.Planning;
using ErpSync.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.Core.Tests.Engine;

/// <summary>An article is one subject however it is spelt, where every system finds it by its capitals.</summary>
public sealed class StockSpellingTests
{
    [Theory]
    [InlineData(true, true, "TEE-RED-S")]
    [InlineData(true, false, "tee-red-s")]
    [InlineData(false, true, "tee-red-s")]
    public async Task Signals_of_every_spelling_meet_one_subject_only_where_all_systems_ignore_case(bool erp, bool shop, string subject)
    {
        await using var services = Services(erp, shop);
        var router = services.GetRequiredService<FlowRouter>();

        router.SubjectOf("stock:erp", "tee-red-s").Id.Should().Be(subject);
        router.SubjectOf("stock-drift:shop", "tee-red-s").Id.Should().Be(subject);
        router.SubjectOf("stock-echo:shop", "gid://shopify/InventoryItem/5").Id.Should().Be("gid://shopify/InventoryItem/5", "that is no SKU");
        router.Route("erp", [new ChangeSignal(EntityNames.StockLevel, "tee-red-s", DateTimeOffset.UnixEpoch)], "webhook", "1", DateTimeOffset.UnixEpoch, default)
            .Should().ContainSingle().Which.Subject.Id.Should().Be(subject);
    }

    [Fact]
    public async Task What_was_accepted_under_another_spelling_is_handed_to_the_subject()
    {
        await using var services = Services(erp: true, shop: true);
        var flow = services.GetRequiredService<FlowRouter>().Find("stock:erp")!;

        var old = new SubjectHead(new SubjectKey(flow.Name, "tee-red-s"), 1, 7, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, 0, null, null);
        var plan = (await flow.PlanAsync([old], DateTimeOffset.UnixEpoch, default)).Single();

        plan.Effects.Should().BeEmpty();
        plan.FollowUps.Should().ContainSingle().Which.Should().Match<FollowUp>(static signal => signal.Flow == "stock:erp" && signal.Id == "TEE-RED-S");
    }

    private static ServiceProvider Services(bool erp, bool shop) => new ServiceCollection().AddLogging().AddErpSync(sync => sync
        .AddConnection("erp", _ => new StockSystem("erp", erp))
        .AddConnection("shop", _ => new StockSystem("shop", shop))
        .SyncStock(from: "erp", to: "shop")).BuildServiceProvider();
}
