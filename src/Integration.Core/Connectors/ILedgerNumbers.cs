namespace ErpSync.Connectors;

/// <summary>A connection that says under which numbers its ledger shows what was booked through it. Needed where ledger entries do not repeat the shop's own numbers.</summary>
public interface ILedgerNumbers : IConnector
{
    /// <summary>Number of the document that a payment makes in the general ledger. Pure.</summary>
    /// <param name="transactionId">Id of the transaction in the shop.</param>
    string PaymentNumber(string transactionId);
}
