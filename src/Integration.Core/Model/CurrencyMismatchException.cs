namespace ErpSync.Model;

/// <summary>Two amounts of different currencies met in one calculation. Convert one of them, or choose one side of the <see cref="MoneyPair"/>.</summary>
/// <param name="left">Currency of the first amount.</param>
/// <param name="right">Currency of the second amount.</param>
public sealed class CurrencyMismatchException(Currency left, Currency right)
    : InvalidOperationException($"An amount in {left} cannot be combined with an amount in {right}. Choose one side of the money pair first.")
{
    /// <summary>Currency of the first amount.</summary>
    public Currency Left { get; } = left;

    /// <summary>Currency of the second amount.</summary>
    public Currency Right { get; } = right;
}
