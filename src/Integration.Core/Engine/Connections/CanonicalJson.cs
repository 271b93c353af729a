using System.Text.Json.Serialization;
using ErpSync.Model;

namespace ErpSync.Engine;

/// <summary>Serialisation of the canonical records that effects carry.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Order))]
[JsonSerializable(typeof(Customer))]
[JsonSerializable(typeof(CustomerProfile))]
[JsonSerializable(typeof(CustomerActivity))]
[JsonSerializable(typeof(SalesDocument))]
[JsonSerializable(typeof(SalesDocumentState))]
[JsonSerializable(typeof(DocumentPosting))]
[JsonSerializable(typeof(PaymentEntry))]
[JsonSerializable(typeof(Shipment))]
[JsonSerializable(typeof(StockLevel))]
[JsonSerializable(typeof(Item))]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(Payout))]
[JsonSerializable(typeof(PaymentDispute))]
[JsonSerializable(typeof(GeneralJournal))]
internal sealed partial class CanonicalJson : JsonSerializerContext;
