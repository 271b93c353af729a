using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Effects asked for, and those that were taken.</summary>
/// <param name="query">What is wanted.</param>
/// <param name="from">Where the queue begins.</param>
internal sealed class PostgreSqlClaim(EffectQuery query, PostgreSqlPlace from)
{
    private PostgreSqlPlace _first = PostgreSqlPlace.End;

    public EffectQuery Query { get; } = query;

    public PostgreSqlPlace From { get; } = from;

    public List<ClaimedEffect> Effects { get; private set; } = [];

    /// <summary>Where the first of them was; null when there were not as many as wanted.</summary>
    public PostgreSqlPlace? First => Effects.Count > 0 && Effects.Count == Query.Limit ? _first : null;

    /// <summary>A transaction begins; what an earlier one took was not kept.</summary>
    public void Begin()
    {
        Effects = [];
        _first = PostgreSqlPlace.End;
    }

    public void Add(NpgsqlDataReader row)
    {
        var effect = PostgreSqlRows.ClaimedOf(row);
        var place = new PostgreSqlPlace(row.Instant(21), effect.Id);
        Effects.Add(effect);
        _first = place < _first ? place : _first;
    }
}
