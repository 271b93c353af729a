using System.Globalization;

namespace WarehouseFiles;

/// <summary>The people of the third party: all they know how to do is to drop files.</summary>
internal sealed class ThirdPartyWarehouse(string exchange)
{
    private int _files;

    /// <summary>What lies on the shelves.</summary>
    public void Count(DateTimeOffset asOf, params IEnumerable<(string Sku, string Location, int OnHand)> shelves) => Drop(
        "stock", "sku,location,on_hand,as_of", shelves.Select(shelf => string.Create(CultureInfo.InvariantCulture, $"{shelf.Sku},{shelf.Location},{shelf.OnHand},{asOf:O}")));

    /// <summary>What left the house, under the ERP's number of the order and, where the warehouse was told it, the shop's.</summary>
    public void Ship(string shipment, string order, string shopOrder, DateTimeOffset at, string tracking, params IEnumerable<(string Sku, int Quantity)> lines) => Drop(
        "shipments", "shipment_id,order_number,external_order_number,shipped_at,sku,quantity,carrier,tracking",
        lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{shipment},{order},{shopOrder},{at:O},{line.Sku},{line.Quantity},DHL,{tracking}")));

    /// <summary>What came back, and what was done with it.</summary>
    public void Receive(string number, string order, DateTimeOffset at, params IEnumerable<(string Sku, int Quantity, string Disposition)> lines) => Drop(
        "returns", "return_id,order_number,received_at,sku,quantity,disposition",
        lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{number},{order},{at:O},{line.Sku},{line.Quantity},{line.Disposition}")));

    /// <summary>Written under another name and renamed, so that nobody ever reads half a file.</summary>
    public void Drop(string kind, string header, IEnumerable<string> rows) => Drop(kind, header + "\n" + string.Concat(rows.Select(static row => row + "\n")));

    /// <summary>A file with exactly this content.</summary>
    public void Drop(string kind, string text)
    {
        var inbox = Directory.CreateDirectory(Path.Combine(exchange, "inbox")).FullName;
        var path = Path.Combine(inbox, string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_files:D4}.csv"));
        File.WriteAllText(path + ".part", text);
        File.Move(path + ".part", path);
    }
}
