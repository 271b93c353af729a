using ErpSync.Model;

namespace ErpSync.Planning.Documents;

/// <summary>How a payment transaction would settle a posted document. Money out is negative.</summary>
/// <param name="TransactionId">Id of the transaction.</param>
/// <param name="Gateway">Gateway of the transaction.</param>
/// <param name="Amount">Amount in the currency of the order's document.</param>
/// <param name="AppliesTo">Posted document.</param>
/// <param name="Applied">Part that the document takes.</param>
/// <param name="Unapplied">Part beyond what the document has open.</param>
public sealed record PaymentSuggestion(string TransactionId, string Gateway, Money Amount, AppliesTo AppliesTo, Money Applied, Money Unapplied);
