using ErpSync.Finance.Accounts;

namespace ErpSync.Planning;

/// <summary>A role that waits for its account.</summary>
public readonly struct AccountMapTarget : IEquatable<AccountMapTarget>
{
    private readonly AccountMapBuilder _builder;
    private readonly AccountRole _role;

    internal AccountMapTarget(AccountMapBuilder builder, AccountRole role)
    {
        _builder = builder;
        _role = role;
    }

    /// <summary>Maps the role.</summary>
    /// <param name="account">Account number in the ERP; must not be empty.</param>
    public AccountMapBuilder To(string account)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        _builder.Set(_role, account.Trim());
        return _builder;
    }

    /// <inheritdoc/>
    public bool Equals(AccountMapTarget other) => ReferenceEquals(_builder, other._builder) && _role == other._role;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is AccountMapTarget other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_builder, _role);

    /// <summary>Compares builder and role.</summary>
    public static bool operator ==(AccountMapTarget left, AccountMapTarget right) => left.Equals(right);

    /// <summary>Compares builder and role.</summary>
    public static bool operator !=(AccountMapTarget left, AccountMapTarget right) => !left.Equals(right);
}
