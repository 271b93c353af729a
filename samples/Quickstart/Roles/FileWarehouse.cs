using System.Globalization;
using ErpSync.Sandbox.BusinessCentral;
using ErpSync.Sandbox.Shopify;
using Quickstart.Books;
using Quickstart.Story;

namespace Quickstart.Roles;

/// <summary>A third party's warehouse: it picks by the ERP's documents, ships, and drops a file for every parcel. It posts nothing anywhere.</summary>
/// <param name="erp">The ERP whose documents are its picking lists; its people post what needs no parcel, such as an order of gift cards alone.</param>
/// <param name="exchange">Folder it exchanges files in.</param>
/// <param name="time">Clock.</param>
internal sealed class FileWarehouse(ErpWorld erp, string exchange, TimeProvider time) : IWarehouse
{
    private const string Header = "shipment_id,order_number,external_order_number,shipped_at,sku,quantity,order_line,carrier,tracking";
    private readonly Warehouse _office = new(erp);
    private readonly Dictionary<(string Order, int Line), decimal> _left = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly List<ErpBookShipment> _parcels = [];

    /// <summary>Its own book of what left the house.</summary>
    public IReadOnlyList<ErpBookShipment> Parcels => _parcels;

    public void Count(string sku, int difference) => _office.Count(sku, difference);

    public bool IsDone(string name) => _done.Contains(name);

    /// <summary>ErpSync posts what left, and the ERP deletes an order that is posted to its end.</summary>
    public bool IsInvoiced(string name) => erp.Books.Order(name) is null;

    public bool TryShip(ShopOrder wanted, bool isLast)
    {
        if (erp.Books.Order(wanted.Name) is not { } order || !PickingList.Agrees(order, wanted))
        {
            return false;
        }

        var open = PickingList.Goods(order).Select(line => (Line: line, Units: line.Quantity - _left.GetValueOrDefault((wanted.Name, line.Sequence)))).Where(line => line.Units > 0).ToList();
        if (open.Count == 0)
        {
            _done.Add(wanted.Name);
            return _office.TryShip(wanted, isLast: true);
        }

        var half = open.ConvertAll(line => line with { Units = decimal.Floor((line.Units + 1) / 2) });
        var all = isLast || half.Sum(line => line.Units) == open.Sum(line => line.Units);
        Ship(wanted.Name, order, all ? open : half);
        if (all)
        {
            _done.Add(wanted.Name);
        }

        return true;
    }

    private void Ship(string name, ErpDocument order, IReadOnlyList<(ErpDocumentLine Line, decimal Units)> parcel)
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"WMS-{_parcels.Count + 1:D5}");
        foreach (var (line, units) in parcel)
        {
            _left[(name, line.Sequence)] = _left.GetValueOrDefault((name, line.Sequence)) + units;
        }

        _parcels.Add(new ErpBookShipment(name, new BookParcel(number, parcel.GroupBy(line => line.Line.Number, StringComparer.Ordinal)
            .ToDictionary(sku => sku.Key, sku => sku.Sum(line => line.Units), StringComparer.Ordinal))));
        var now = time.GetUtcNow();
        Drop(number, parcel.Select(line => string.Create(CultureInfo.InvariantCulture,
            $"{number},{order.Number},{name},{now:O},{line.Line.Number},{line.Units:0},{line.Line.Sequence},DHL,{number}")));
    }

    /// <summary>Written under another name and renamed, so that nobody ever reads half a file.</summary>
    private void Drop(string number, IEnumerable<string> rows)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(exchange, "inbox")).FullName, $"shipments-{number}.csv");
        File.WriteAllLines(path + ".part", [Header, .. rows]);
        File.Move(path + ".part", path);
    }
}
