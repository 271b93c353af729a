namespace ErpSync.Finance.Accounts;

/// <summary>An account of the ERP's chart.</summary>
public sealed record ChartAccount
{
    /// <summary>Account number.</summary>
    public required string Account { get; init; }

    /// <summary>Class.</summary>
    public required AccountClass Class { get; init; }

    /// <summary>False for accounts no longer in use. Default true.</summary>
    public bool Active { get; init; } = true;

    /// <summary>False for headings and totals. Default true.</summary>
    public bool Postable { get; init; } = true;

    /// <summary>First posting date, or null.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Last posting date, or null.</summary>
    public DateOnly? ValidTo { get; init; }

    internal bool TakesPostingsOn(DateOnly date) => Active && Postable && !(ValidFrom > date) && !(ValidTo < date);
}
