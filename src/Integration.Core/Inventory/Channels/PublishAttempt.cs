namespace ErpSync.Inventory;

/// <summary>One write to a channel. All attempts of one logical publish share version and key.</summary>
public sealed record PublishAttempt
{
    /// <summary>Channel.</summary>
    public required string Channel { get; init; }

    /// <summary>SKU.</summary>
    public required string Sku { get; init; }

    /// <summary>How it is written.</summary>
    public required PublishMode Mode { get; init; }

    /// <summary>Version of the publish.</summary>
    public required long Version { get; init; }

    /// <summary>Value to show, in selling units.</summary>
    public required decimal Value { get; init; }

    /// <summary>What the channel should show now; compared before it is set under <see cref="PublishMode.CompareAndSet"/>.</summary>
    public required decimal Expected { get; init; }

    /// <summary>True for a second attempt.</summary>
    public bool IsRetry { get; init; }

    /// <summary>What the channel should show according to what was read when the attempt was made.</summary>
    internal decimal Shadow { get; init; }

    /// <summary>What is sent: the difference under <see cref="PublishMode.Delta"/>, otherwise the value.</summary>
    public decimal Sent => Mode == PublishMode.Delta ? Value - Expected : Value;

    /// <summary>Idempotency key, the same for every attempt of the publish.</summary>
    public string Key => FormattableString.Invariant($"{Channel}:{Sku}:{Version}");
}
