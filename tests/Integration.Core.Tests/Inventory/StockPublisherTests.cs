using ErpSync.Inventory;

namespace ErpSync.Core.Tests.Inventory;

public sealed class StockPublisherTests
{
    [Fact]
    public void A_refused_sale_of_the_channel_is_to_be_corrected_there()
    {
        var book = new InventoryBook(
            new InventorySetup { Pools = new Dictionary<string, StockPool> { ["MAIN"] = new(["A"]) }, Channels = new Dictionary<string, SalesChannel> { ["web"] = new(), ["app"] = new() } },
            new InventoryOpening { Stock = new Dictionary<CellKey, CellBalance> { [new("X", "A")] = new(5m) }, Published = [new("web", "X", 1, 5m), new("app", "X", 1, 5m)] });
        book.Apply(new InventoryEvent.TimePassed());
        _ = (book.Publisher.TakeChanged("web", 9), book.Publisher.TakeChanged("app", 9));

        book.Apply(new InventoryEvent.OrderPlaced("o", [new(1, "X", 7m)]) { Channel = "web" }).Outcome.Should().Be(InventoryOutcome.Rejected);

        book.Publisher.State("web", "X").Shadow.Should().Be(-2m);
        book.Publisher.TakeChanged("web", 9).Should().Equal("X");
        book.Publisher.TakeChanged("app", 9).Should().BeEmpty();
        book.Publisher.Begin("web", "X", PublishMode.Delta).Attempt!.Sent.Should().Be(7m);
    }
}
