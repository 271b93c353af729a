using ErpSync.Model;

namespace ErpSync.Planning.Documents.Stages;

/// <summary>Suggests how payment transactions settle posted documents.</summary>
public interface IPaymentSuggestions
{
    /// <summary>Suggestions in the order of the transactions.</summary>
    /// <param name="request">The run.</param>
    /// <param name="handling">Side of the money pair that the order's document keeps.</param>
    IReadOnlyList<PaymentSuggestion> Suggest(DocumentPlanRequest request, CurrencyHandling handling);
}
