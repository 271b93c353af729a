using ErpSync.Connectors;
using ErpSync.Ownership;
using ErpSync.Storage;

namespace ErpSync.Core.Tests.Ownership;

public sealed class StockOwnershipTests
{
    [Fact]
    public async Task A_number_typed_into_the_shop_is_set_back_and_on_record()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop"), 7m);
        await host.EditShopAsync(50m);
        await host.UntilShopShowsAsync(7m);
        await host.UntilNotedAsync("Override drift of SKU-1@MAIN: shop says 50, 7 counts; Revert");
    }

    [Fact]
    public async Task A_number_counted_in_the_erp_is_its_owners_word_and_no_drift()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop"), 7m);
        await host.CountAsync(9m);
        await host.UntilShopShowsAsync(9m);
        (await host.TimelineAsync()).Should().NotContain(line => line.Contains("drift", StringComparison.Ordinal));
        host.Shop.Writes.Should().Equal(7m, 9m);
    }

    [Fact]
    public async Task Reject_leaves_the_shop_as_it_is_and_explain_tells_the_story()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop").Rule(Stock(ForeignWriteAction.Reject)), 7m);
        await host.EditShopAsync(50m);
        await host.UntilNotedAsync("shop says 50, 7 counts; Reject");
        host.Shop.Writes.Should().Equal(7m);
        host.Shop["SKU-1"].Should().Be(50m);
        var explained = await host.ExplainAsync();
        explained.Authority.Rule!.Owner.Should().Be("erp");
        explained.State!.EffectiveValue.Should().Be(FieldValue.Of(7m));
        explained.Lately.Should().ContainSingle().Which.Text.Should().Contain("Reject");

        await host.CountAsync(8m);
        await host.UntilShopShowsAsync(8m);
    }

    [Fact]
    public async Task A_quarantined_edit_is_a_case_until_somebody_decides()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop").Rule(Stock(ForeignWriteAction.Quarantine)), 7m);
        await host.EditShopAsync(50m);
        await host.UntilAsync(async () => (await host.OpenCaseAsync())?.Report.Code == "ownership.proposal-open", "the edit should be a case");
        host.Shop.Writes.Should().Equal(7m);

        var refused = await host.ErpSync.OrderAsync(StockOwnershipHost.Subject, new OwnershipStep.Answer("P1", "shop", ProposalVerdict.Accept) { At = default });
        refused.Code.Should().Be(OwnershipCodes.NotPermitted);
        await host.ErpSync.OrderAsync(StockOwnershipHost.Subject, new OwnershipStep.Answer("P1", Systems.Steward, ProposalVerdict.Decline, Reason: "Recounted") { At = default });
        await host.UntilShopShowsAsync(7m);
        await host.UntilAsync(async () => await host.OpenCaseAsync() is null, "the case should close");
        await host.UntilNotedAsync("Ownership: Declined (Recounted) by steward");
    }

    [Fact]
    public async Task Reverting_stops_at_the_limit_until_the_escalation_is_cleared()
    {
        await using var host = await StockOwnershipHost.InStepAsync(
            own => own.UseRecommended(erp: "erp", shop: "shop").Settings(policy => policy with { RevertLimit = new RevertLimit { Count = 1 } }), 7m);
        await host.EditShopAsync(50m);
        await host.UntilShopShowsAsync(7m);
        await host.UntilAcknowledgedAsync();
        await host.EditShopAsync(51m);
        await host.UntilAsync(async () => (await host.OpenCaseAsync())?.Report.Code == "ownership.escalated", "the second edit should escalate");
        host.Shop["SKU-1"].Should().Be(51m);

        await host.ErpSync.OrderAsync(StockOwnershipHost.Subject, new OwnershipStep.Clear(StockOwnershipHost.Field, "kim") { At = default });
        await host.UntilShopShowsAsync(7m);
        await host.UntilAsync(async () => await host.OpenCaseAsync() is null, "the case should close");
    }

    [Fact]
    public async Task The_recommended_rules_set_a_number_back_three_times_a_day_and_then_stop()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop"), 7m);
        foreach (var typed in new[] { 50m, 51m, 52m })
        {
            await host.EditShopAsync(typed);
            await host.UntilShopShowsAsync(7m);
            await host.UntilAcknowledgedAsync();
        }

        await host.EditShopAsync(53m);
        await host.UntilAsync(async () => (await host.OpenCaseAsync())?.Report.Code == "ownership.escalated", "the fourth edit should escalate");
        host.Shop["SKU-1"].Should().Be(53m);
        host.Shop.Writes.Should().Equal(7m, 7m, 7m, 7m);
        await host.UntilNotedAsync("shop says 53, 7 counts; Escalate");
    }

    [Fact]
    public async Task What_the_shop_ships_is_no_edit_and_never_escalates()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop"), 7m);
        for (var shipment = 0; shipment < 5; shipment++)
        {
            host.Shop.Promise("SKU-1", 2m);
            await host.LookAsync();
            host.Shop.Ship("SKU-1", 2m);
            await host.LookAsync();
            await host.UntilShopShowsAsync(7m);
            await host.UntilAcknowledgedAsync();
        }

        await host.UntilNotedAsync("Ownership: shop shipped from SKU-1@MAIN and shows 5; 7 counts and is published again");
        (await host.TimelineAsync()).Should().NotContain(line => line.Contains("drift", StringComparison.Ordinal));
        (await host.ExplainAsync()).State!.Reverts.Should().BeEmpty();
        (await host.OpenCaseAsync()).Should().BeNull();
    }

    [Fact]
    public async Task An_override_holds_until_it_is_released_and_survives_a_restart()
    {
        var before = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop"), 7m);
        var order = new OwnershipStep.StartOverride("recall-1", StockOwnershipHost.Field, FieldValue.Of(0m), "intern", "recall of batch 77", TimeSpan.FromHours(1)) { At = default };
        (await before.ErpSync.OrderAsync(StockOwnershipHost.Subject, order)).Code.Should().Be(OwnershipCodes.ActorNotPermitted);
        (await before.ErpSync.OrderAsync(StockOwnershipHost.Subject, order with { Actor = "operations" })).Decision.Should().Be(OwnershipDecision.OverrideStarted);
        await before.UntilShopShowsAsync(0m);
        await before.StopAsync();

        await using var host = new StockOwnershipHost(own => own.UseRecommended(erp: "erp", shop: "shop"), before);
        await host.StartAsync();
        await host.CountAsync(9m);
        await host.UntilAsync(async () => (await host.ExplainAsync()).State!.OwnerValue.Equals(FieldValue.Of(9m)), "the owner's number should be kept");
        host.Shop["SKU-1"].Should().Be(0m);
        await host.ErpSync.OrderAsync(StockOwnershipHost.Subject, new OwnershipStep.ReleaseOverride("recall-1", "operations") { At = default });
        await host.UntilShopShowsAsync(9m);
        await host.UntilNotedAsync("override recall-1 of SKU-1@MAIN ended; 9 counts again");
    }

    [Fact]
    public async Task An_override_ends_by_itself()
    {
        await using var host = await StockOwnershipHost.InStepAsync(own => own.UseRecommended(erp: "erp", shop: "shop"), 7m);
        await host.ErpSync.OrderAsync(StockOwnershipHost.Subject,
            new OwnershipStep.StartOverride("o", StockOwnershipHost.Field, FieldValue.Of(0m), "operations", "count", TimeSpan.FromSeconds(2)) { At = default });
        await host.UntilShopShowsAsync(0m);
        await host.UntilShopShowsAsync(7m);
    }

    [Fact]
    public async Task Stock_of_a_system_that_does_not_own_it_never_leaves_the_process()
    {
        await using var host = new StockOwnershipHost(own => own.UseRecommended(erp: "erp", shop: "shop").Rule(Stock(ForeignWriteAction.Reject) with { Owner = "shop", Consumers = new Dictionary<string, ConsumerKind>() }));
        await host.StartAsync();
        host.Shop["SKU-1"] = 3m;
        await host.CountAsync(7m);
        await host.UntilNotedAsync("Ownership: Override drift of SKU-1@MAIN: erp says 7");
        host.Shop.Writes.Should().BeEmpty();
        host.Shop["SKU-1"].Should().Be(3m);
    }

    [Fact]
    public async Task What_was_planned_under_an_older_policy_is_held_back_at_the_sink()
    {
        var before = new StockOwnershipHost(null);
        await before.StartAsync();
        before.Shop.IsDown = true;
        before.Shop["SKU-1"] = 3m;
        await before.CountAsync(7m);
        await before.UntilNotedAsync("Trying again");
        await before.StopAsync();

        before.Shop.IsDown = false;
        await using var host = new StockOwnershipHost(own => own.UseRecommended(erp: "erp", shop: "shop").Rule(Stock(ForeignWriteAction.Reject) with { Owner = "shop", Consumers = new Dictionary<string, ConsumerKind>() }), before);
        await host.StartAsync();
        await host.UntilAsync(async () => (await host.ErpSync.OverviewAsync()).Counts.Waiting == 0, "the old effect should be planned again");
        host.Shop.Writes.Should().BeEmpty();
    }

    [Fact]
    public async Task A_policy_with_errors_stops_the_start_with_all_of_them()
    {
        await using var host = new StockOwnershipHost(own => own.UseRecommended(erp: "erp", shop: "shop-eu", wms: "wms")
            .Rule(new AuthorityRule { Id = "x", Entity = "stock-level", Fields = ["typo"], Mode = AuthorityMode.Exclusive }));
        var act = host.StartAsync;
        (await act.Should().ThrowAsync<OwnershipPolicyException>()).WithMessage("*ESY1207 MissingOwner*ESY1203 UnknownField*ESY1206 UnknownSystem*");
    }

    [Fact]
    public async Task Without_a_policy_the_question_names_the_remedy()
    {
        await using var host = new StockOwnershipHost(null);
        await host.StartAsync();
        var act = async () => await host.ExplainAsync();
        (await act.Should().ThrowAsync<InvalidOperationException>()).WithMessage("ESY1200*Ownership(*");
    }

    private static AuthorityRule Stock(ForeignWriteAction action) => new()
    {
        Id = "stock",
        Entity = EntityNames.StockLevel,
        Fields = [OwnedFields.OnHand],
        Mode = AuthorityMode.Exclusive,
        Owner = "erp",
        OnForeignWrite = action,
        Consumers = new Dictionary<string, ConsumerKind> { ["shop"] = ConsumerKind.Mirror },
    };
}
