using System.Globalization;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Testing.Simulation.Systems;

/// <summary>The books of the simulated ERP, and what people do in them. Where no other system does, it keeps the warehouse as well.</summary>
/// <param name="clock">True time.</param>
/// <param name="changed">Told of every record that changed.</param>
/// <param name="keepsLineNumbers">Whether documents keep the numbers of their lines: a warehouse picks by them.</param>
internal sealed class ErpSystem(Func<DateTimeOffset> clock, Action<string, string> changed, bool keepsLineNumbers)
{
    private static readonly EqualityComparer<SalesDocumentLine> LineComparer = EqualityComparer<SalesDocumentLine>.Create(
        static (left, right) => left?.Item == right?.Item && left?.Quantity == right?.Quantity && left?.Amount == right?.Amount);

    private readonly Dictionary<string, decimal> _stock = new(StringComparer.Ordinal);

    public ChangeFeed DocumentChanges { get; } = new();

    public ChangeFeed ShipmentChanges { get; } = new();

    public ChangeFeed StockChanges { get; } = new();

    /// <summary>Customers by the shop's id; one twice is one too many.</summary>
    public List<string> Customers { get; } = [];

    public List<ErpDocument> Documents { get; } = [];

    /// <summary>Payments by the shop's transaction; one twice is one too many.</summary>
    public List<PaymentEntry> Payments { get; } = [];

    public List<Shipment> Shipments { get; } = [];

    public IReadOnlyDictionary<string, decimal> Stock => _stock;

    public void Count(string sku, decimal onHand)
    {
        _stock[sku] = onHand;
        StockChanged(sku);
    }

    public WriteResult FindOrCreate(WriteItem<Customer> item)
    {
        var isThere = Customers.Contains(item.Value.Id);
        if (!isThere)
        {
            Customers.Add(item.Value.Id);
        }

        return new WriteResult.Applied(item.ItemId, CustomerRefOf(item.Value.Id), isThere);
    }

    public static RecordRef CustomerRefOf(string id) => new($"customer/{id}", null, $"C-{id}");

    public ErpDocument? Find(string number) => Documents.Find(own => own.Number == number);

    /// <summary>Creates a document unless its external number is taken, changes it or deletes it.</summary>
    public WriteResult Write(WriteItem<SalesDocument> item)
    {
        if (item.Kind == WriteKind.Create)
        {
            var known = Documents.Find(own => own.Content.ExternalNumber == item.Value.ExternalNumber && own.Content.Kind == item.Value.Kind);
            return new WriteResult.Applied(item.ItemId, RefOf(known ?? Create(item.Value)), known is not null);
        }

        if (item.Target is not { } target || Find(target.Id) is not { } document)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Rejected, "erp.no-document", "There is no such document."));
        }

        if (item.Kind == WriteKind.Delete)
        {
            if (document.Postings > 0)
            {
                return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Rejected, "erp.posted", "A posted document cannot be deleted."));
            }

            document.IsCancelled = true;
        }
        else
        {
            var before = document.Content;
            document.Content = item.Value;
            if (document.Lines.Any(pair => document.OpenOf(pair.Key, pair.Line) < 0) || document.Posted.Keys.Except(document.Lines.Select(pair => pair.Key)).Any())
            {
                document.Content = before;
                return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Conflict, "erp.posted", "More is posted than the document would hold."));
            }
        }

        Changed(document);
        return new WriteResult.Applied(item.ItemId, RefOf(document));
    }

    /// <summary>Whether a write of a document is there already.</summary>
    public RecordRef? Landed(WriteItem<SalesDocument> item) => item.Kind switch
    {
        WriteKind.Create => Documents.Find(own => own.Content.ExternalNumber == item.Value.ExternalNumber && own.Content.Kind == item.Value.Kind) is { } created ? RefOf(created) : null,
        WriteKind.Delete => Find(item.Target!.Id) is { IsCancelled: true } deleted ? RefOf(deleted) : null,
        _ => Find(item.Target!.Id) is { } updated && updated.Content.Lines.SequenceEqual(item.Value.Lines, LineComparer) ? RefOf(updated) : null,
    };

    /// <summary>Posts a whole credit memo or invoice, or what is named of an order; each once.</summary>
    public WriteResult Post(WriteItem<DocumentPosting> item)
    {
        if (Find(item.Value.DocumentId) is not { IsCancelled: false } document)
        {
            return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Rejected, "erp.no-document", "There is no such document."));
        }

        if (item.Value.Lines.Count > 0)
        {
            return PostLines(item, document);
        }

        if (document.Postings > 0)
        {
            return new WriteResult.Unchanged(item.ItemId, RefOf(document));
        }

        PostAll(document);
        return new WriteResult.Applied(item.ItemId, RefOf(document));
    }

    /// <summary>Whether everything is posted that a posting asks for.</summary>
    public RecordRef? Posted(DocumentPosting posting) =>
        Find(posting.DocumentId) is { Postings: > 0 } document && posting.Lines.All(line => document.Posted.GetValueOrDefault(line.LineKey) >= line.PostedBefore + line.Quantity)
            ? RefOf(document)
            : null;

    /// <summary>Books a payment, once per transaction.</summary>
    public WriteResult Book(WriteItem<PaymentEntry> item)
    {
        var isThere = Booked(item.Value.TransactionId);
        if (!isThere)
        {
            Payments.Add(item.Value);
        }

        return new WriteResult.Applied(item.ItemId, PaymentRefOf(item.Value.TransactionId), isThere);
    }

    public bool Booked(string transaction) => Payments.Exists(payment => payment.TransactionId == transaction);

    public static RecordRef PaymentRefOf(string transaction) => new($"payment/{transaction}");

    /// <summary>The warehouse ships and invoices open units of an order.</summary>
    /// <returns>False when nothing is open.</returns>
    public bool Ship(ErpDocument document, int units)
    {
        var lines = new List<ShipmentLine>();
        foreach (var (key, line) in document.Lines.Where(pair => pair.Line.Item is not null))
        {
            var now = Math.Min(units, document.OpenOf(key, line));
            if (now > 0)
            {
                units -= (int)now;
                document.Posted[key] = document.Posted.GetValueOrDefault(key) + now;
                lines.Add(new ShipmentLine(line.Item!, now, key));
                Move(line.Item!, -now);
            }
        }

        if (lines.Count == 0)
        {
            return false;
        }

        if (document.Lines.Where(pair => pair.Line.Item is not null).All(pair => document.OpenOf(pair.Key, pair.Line) == 0))
        {
            foreach (var (key, line) in document.Lines)
            {
                document.Posted[key] = line.Quantity;
            }
        }

        document.Postings++;
        var id = string.Create(CultureInfo.InvariantCulture, $"SH{Shipments.Count + 1}");
        Shipments.Add(new Shipment
        {
            Id = id,
            Number = id,
            OrderNumber = document.Number,
            ExternalOrderNumber = document.Content.ExternalNumber,
            ShippedAt = clock(),
            Lines = lines,
        });
        ShipmentChanges.Touch(id, clock());
        changed(EntityNames.Shipment, id);
        Changed(document);
        return true;
    }

    public static RecordRef RefOf(ErpDocument document) => new(document.Number, null, document.Number);

    private ErpDocument Create(SalesDocument content)
    {
        var document = new ErpDocument(string.Create(CultureInfo.InvariantCulture, $"D{Documents.Count + 1}"), content, keepsLineNumbers);
        Documents.Add(document);
        Changed(document);
        return document;
    }

    /// <summary>Ships and invoices lines of an order up to what is named; what is posted already is not posted again.</summary>
    private WriteResult PostLines(WriteItem<DocumentPosting> item, ErpDocument document)
    {
        var lines = document.Lines.ToDictionary(pair => pair.Key, pair => pair.Line, StringComparer.Ordinal);
        foreach (var named in item.Value.Lines)
        {
            if (!lines.TryGetValue(named.LineKey, out var line))
            {
                return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Conflict, "erp.no-line", $"The order has no line {named.LineKey}."));
            }

            if (named.PostedBefore + named.Quantity > line.Quantity)
            {
                return new WriteResult.Failed(item.ItemId, new Fault(FaultKind.Rejected, "erp.more-than-ordered", $"Line {named.LineKey} has fewer units."));
            }
        }

        if (Posted(item.Value) is { } there)
        {
            return new WriteResult.Unchanged(item.ItemId, there);
        }

        foreach (var named in item.Value.Lines)
        {
            var before = document.Posted.GetValueOrDefault(named.LineKey);
            var now = named.PostedBefore + named.Quantity - before;
            if (now > 0)
            {
                document.Posted[named.LineKey] = before + now;
                if (lines[named.LineKey].Item is { } sku)
                {
                    Move(sku, -now);
                }
            }
        }

        document.Postings++;
        Changed(document);
        return new WriteResult.Applied(item.ItemId, RefOf(document));
    }

    private void PostAll(ErpDocument document)
    {
        var back = document.Content.Kind == SalesDocumentKind.CreditMemo ? 1 : -1;
        foreach (var (key, line) in document.Lines)
        {
            document.Posted[key] = line.Quantity;
            if (line.Item is { } item)
            {
                Move(item, back * line.Quantity);
            }
        }

        document.Postings++;
        Changed(document);
    }

    private void Move(string item, decimal units)
    {
        if (_stock.TryGetValue(item, out var onHand))
        {
            _stock[item] = onHand + units;
            StockChanged(item);
        }
    }

    private void StockChanged(string sku)
    {
        StockChanges.Touch(sku, clock());
        changed(EntityNames.StockLevel, sku);
    }

    private void Changed(ErpDocument document)
    {
        DocumentChanges.Touch(document.Number, clock());
        changed(EntityNames.SalesDocumentState, document.Number);
    }
}
