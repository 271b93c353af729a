using Npgsql;
using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>A row's place in a queue: rows are worked in the order of these two.</summary>
/// <param name="DueAt">When the row is due.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct PostgreSqlPlace(DateTimeOffset DueAt, long Id) : IComparable<PostgreSqlPlace>
{
    /// <summary>Before every row.</summary>
    public static PostgreSqlPlace Start { get; } = new(DateTimeOffset.MinValue, 0);

    /// <summary>After every row.</summary>
    public static PostgreSqlPlace End { get; } = new(DateTimeOffset.MaxValue, long.MaxValue);

    /// <summary>Both as parameters; what lies before every instant is the database's negative infinity.</summary>
    public NpgsqlParameter[] Parameters => [Of(DueAt.UtcDateTime), Of(Id)];

    public int CompareTo(PostgreSqlPlace other) => DueAt.CompareTo(other.DueAt) is var due and not 0 ? due : Id.CompareTo(other.Id);

    public static bool operator <(PostgreSqlPlace left, PostgreSqlPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(PostgreSqlPlace left, PostgreSqlPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(PostgreSqlPlace left, PostgreSqlPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PostgreSqlPlace left, PostgreSqlPlace right) => left.CompareTo(right) >= 0;
}
