using ErpSync.Adapters.BusinessCentral.Api;
using ErpSync.Connectors;
using ErpSync.Model;

namespace ErpSync.Adapters.BusinessCentral.Documents;

/// <summary>Id of a document: kind, GUID and number, written <c>SalesOrder:{guid}:{number}</c>. The number finds the invoices of an order that is gone.</summary>
internal readonly record struct DocumentRef(SalesDocumentKind Kind, Guid Id, string Number)
{
    public static DocumentRef? TryParse(string text)
    {
        var parts = text.Split(':', 3);
        return parts.Length >= 2 && Enum.TryParse<SalesDocumentKind>(parts[0], out var kind) && kind != SalesDocumentKind.ReturnOrder && Guid.TryParse(parts[1], out var id)
            ? new DocumentRef(kind, id, parts.Length == 3 ? parts[2] : "")
            : null;
    }

    public static DocumentRef Parse(string text, string? field = null) => TryParse(text) ?? throw BcException.Of(
        FaultKind.Invalid, "bc.document-id", $"'{text}' is not the id of a Business Central document.", "Use the id of the RecordRef that the connection returned.", field);

    public static DocumentRef Of(SalesDocumentKind kind, BcEntity header) => new(kind, header.Id, header.Text(BcFields.Number));

    public RecordRef ToRecordRef(string? etag = null, string? number = null) => new(ToString(), etag, number ?? Number);

    public override string ToString() => Number.Length > 0 ? $"{Kind}:{Id:D}:{Number}" : $"{Kind}:{Id:D}";
}
