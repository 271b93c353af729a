using ErpSync.Connectors;
using ErpSync.Engine;
using ErpSync.Finance.Accounts;
using ErpSync.Finance.Journal;
using ErpSync.Model;
using ErpSync.Planning.Payouts;
using Microsoft.Extensions.DependencyInjection;

namespace ErpSync.Core.Tests.Planning;

/// <summary>What a host composes for payouts: refused at start when it could not work, and accounts by the map.</summary>
public sealed class PayoutCompositionTests
{
    [Fact]
    public void An_ERP_without_general_journals_is_refused_at_start()
    {
        using var provider = Compose(WriteModes.None);

        var start = () => provider.GetServices<ISyncFlow>().ToList();

        start.Should().Throw<InvalidOperationException>().WithMessage("ESY1106*'erp'*GeneralJournal*");
    }

    [Fact]
    public async Task Payouts_and_lost_disputes_are_flows_of_the_shop()
    {
        await using var provider = Compose(WriteModes.Create);
        await using var without = Compose(WriteModes.Create, options => options.BookLostDisputes = false);

        provider.GetServices<ISyncFlow>().Select(flow => (flow.Name, flow.SourceConnection, flow.SourceEntity, flow.IsSwept)).Should().Equal(
            ("payouts:shop", "shop", "payout", true), ("disputes:shop", "shop", "payment-dispute", true));
        without.GetServices<ISyncFlow>().Should().ContainSingle();
    }

    [Fact]
    public void A_wait_out_of_range_is_refused()
    {
        var compose = () => Compose(WriteModes.Create, options => options.TransactionWait = TimeSpan.FromDays(8));

        compose.Should().Throw<ArgumentException>().WithMessage("ESY1107*8.00:00:00*");
    }

    [Fact]
    public void The_map_is_asked_with_gateway_currency_and_journal_before_the_plain_accounts()
    {
        using var provider = Compose(WriteModes.Create);
        var accounts = provider.GetRequiredService<IJournalAccounts>();

        accounts.AccountOf(Journal("Fee"), Line(AccountRole.GatewayFees, "card")).Should().Be("6011");
        accounts.AccountOf(Journal("Fee"), Line(AccountRole.GatewayFees, "wallet")).Should().Be("6010");
        accounts.AccountOf(Journal("Deposit"), Line(AccountRole.Bank, null)).Should().BeNull();
    }

    private static ServiceProvider Compose(WriteModes journals, Action<PayoutSyncOptions>? change = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddErpSync(sync => sync
            .AddConnection("shop", static _ => new Silent("shop", []))
            .AddConnection("erp", _ => new Silent("erp", [new EntityCapability(EntityNames.GeneralJournal) { Writes = journals }]))
            .Finance(static finance => finance
                .UseAccountMap(new AccountMapDefinition
                {
                    Rules = [new AccountRule { Id = "R1", Role = "GatewayFees", Account = "6011", Match = new Dictionary<string, AccountCondition> { ["gateway"] = AccountCondition.Of("card"), ["docType"] = AccountCondition.Of("Fee") } }],
                })
                .Accounts(static map => map.Role(AccountRole.GatewayFees).To("6010")))
            .SyncPayouts(from: "shop", to: "erp", change));
        return services.BuildServiceProvider();
    }

    private static JournalEntry Journal(string doc) =>
        new() { Doc = doc, Event = "1", Currency = Currency.FromCode("EUR"), PostingDate = new DateOnly(2026, 11, 24), Lines = [] };

    private static JournalLine Line(AccountRole role, string? gateway) => new() { Role = role, Amount = 1m, TransactionAmount = 1m, Dimensions = new JournalDimensions { Gateway = gateway } };

    private sealed class Silent(string id, IReadOnlyList<EntityCapability> entities) : IConnector
    {
        public ConnectorDescriptor Descriptor { get; } = new(id, id, "test", entities);

        public ValueTask<ConnectionReport> CheckAsync(CancellationToken ct) => new(new ConnectionReport(ConnectionState.Ok, []));
    }
}
