using ErpSync.Model;
using static ErpSync.Adapters.BusinessCentral.Tests.Sandbox.ErpFixture;

namespace ErpSync.Adapters.BusinessCentral.Tests.Sandbox;

public sealed class LedgerTests
{
    [Fact]
    public async Task The_ledger_is_read_line_by_line_and_gives_the_balances_of_the_books()
    {
        await using var erp = await StartAsync();
        for (var number = 0; number < 3; number++)
        {
            var order = await erp.AppliedAsync(Document($"shop-{number}", 119m, Item("BIKE", 1, 119m)));
            erp.Erp.World.PostOrder(order.DisplayNumber!);
        }

        foreach (var size in new[] { 1, 4, 100 })
        {
            var (records, _) = await ReadAsync(erp.Ledger, pageSize: size);

            var entries = records.Select(static record => record.Value!).DistinctBy(static entry => entry.Id).ToList();
            entries.Select(static entry => entry.Number).Should().OnlyHaveUniqueItems();
            entries.Where(static entry => entry.Amount != 0m).GroupBy(static entry => entry.Account).ToDictionary(static group => group.Key, static group => group.Sum(static entry => entry.Amount))
                .Should().BeEquivalentTo(erp.Erp.World.Books.Balances);
            entries.Where(static entry => entry.DocumentNumber != "OPENING").Should().HaveCountGreaterThanOrEqualTo(9).And.OnlyContain(static entry => entry.DocumentKind == "Invoice" && entry.DocumentNumber.Length > 0 && entry.PostingDate == Today);
        }
    }

    [Fact]
    public async Task A_line_is_found_by_its_id_and_one_that_is_not_there_is_said_to_be_gone()
    {
        await using var erp = await StartAsync();
        var order = await erp.AppliedAsync(Document("shop-1", 119m, Item("BIKE", 1, 119m)));
        erp.Erp.World.PostOrder(order.DisplayNumber!);
        var (records, _) = await ReadAsync(erp.Ledger);

        (await FindAsync(erp.Ledger, records[0].Id)).Value.Should().BeEquivalentTo(records[0].Value);
        (await FindAsync(erp.Ledger, Guid.Empty.ToString())).IsDeleted.Should().BeTrue();
    }
}
