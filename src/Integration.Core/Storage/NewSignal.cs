namespace ErpSync.Storage;

/// <summary>A signal to accept: "this subject may have changed".</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Source">Where it came from, for example <c>webhook:shop-eu</c> or <c>sweep:erp</c>.</param>
/// <param name="DeliveryId">Names the delivery within its source; a repetition has the same.</param>
/// <param name="OccurredAt">When the source says it happened.</param>
/// <param name="AcceptedAt">When it was taken in.</param>
public sealed record NewSignal(SubjectKey Subject, string Source, string DeliveryId, DateTimeOffset OccurredAt, DateTimeOffset AcceptedAt)
{
    /// <summary>Body to keep with the signal, or empty. Bounded by the intake (<c>EngineOptions.MaxWebhookBytes</c>).</summary>
    public ReadOnlyMemory<byte> Body { get; init; }
}
