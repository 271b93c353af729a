using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using Quickstart;
using Xunit.Abstractions;

namespace ErpSync.EndToEnd;

/// <summary>A sold gift card that is taken back is credited from what the shop owes its holder, as far as nothing of it is spent.</summary>
public sealed class GiftCardRefundTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    [Fact]
    public async Task Unspent_cards_are_credited_and_spent_ones_are_a_case()
    {
        using var limit = new CancellationTokenSource(Limit);
        var ct = limit.Token;
        await using var sandboxes = await Sandboxes.StartAsync(seed: 1, chaos: false, ct);
        await using var host = await SyncHost.StartAsync(sandboxes.Place, database: null, ct);
        var (shop, erp) = (sandboxes.Shop.World, sandboxes.Erp.World);
        var unspent = shop.PlaceOrder(Cards());
        var spent = shop.PlaceOrder(Cards());
        try
        {
            foreach (var order in new[] { unspent, spent })
            {
                await UntilAsync(() => erp.Books.Order(order.Name) is not null, ct);
                erp.PostOrder(erp.Books.Order(order.Name)!.Number);
            }

            shop.SpendGiftCard(Card(spent), 20m);
            shop.SpendGiftCard(Card(spent), 25m, unit: 2);
            var refund = shop.Refund(unspent.Id, new RefundRequest { Lines = [new RefundLineRequest(Card(unspent), 1, RestockKind.NoRestock)] });
            shop.Refund(spent.Id, new RefundRequest { Lines = [new RefundLineRequest(Card(spent), 1, RestockKind.NoRestock)] });

            var number = $"{unspent.Name}/R{refund}";
            await UntilAsync(() => erp.Books.CreditMemos.Any(memo => memo.ExternalNumber == number && memo.Status != "Draft"), ct);
            var line = erp.Books.CreditMemos.Single(memo => memo.ExternalNumber == number).Lines.Single(line => line.LineType == "Account");
            (line.Number, line.Quantity).Should().Be((ErpAccounts.GiftCards, 1m));
            erp.Books.CreditMemos.Should().OnlyContain(memo => memo.TotalIncludingTax == 25m);
            IReadOnlyList<Storage.Case> cases = [];
            await UntilAsync(async () => (cases = await host.ErpSync.CasesAsync(new(), ct)).Count > 0, ct);
            var held = cases.Should().ContainSingle().Which.Report;
            held.Code.Should().Be("document.GiftCardUsed");
            held.Message.Should().Contain(spent.Name);
            held.Hint.Should().NotBeNullOrEmpty();
        }
        catch (OperationCanceledException)
        {
            await output.WriteUnfinishedAsync(host.ErpSync, [unspent.Name, spent.Name], CancellationToken.None);
            throw;
        }
    }

    private static NewOrder Cards() => new()
    {
        Lines = [new NewOrderLine { Sku = "SKU-00001" }, new NewOrderLine { Title = "Gift card", UnitPrice = 25m, IsGiftCard = true, Quantity = 2 }],
        Email = "guest@example.com",
    };

    private static long Card(ShopOrder order) => order.Lines.Single(line => line.Sku is null).Id;

    private static Task UntilAsync(Func<bool> condition, CancellationToken ct) => UntilAsync(() => Task.FromResult(condition()), ct);

    private static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken ct)
    {
        while (!await condition())
        {
            await Task.Delay(Poll, ct);
        }
    }
}
