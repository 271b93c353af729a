namespace ErpSync.Storage.PostgreSql;

/// <content>
/// Membership and lanes, on the database's clock. A lane's lease is the one of the node that owns it, so saying "I live" changes one row and never meets the row locks
/// that work holds on its lanes.
/// </content>
internal sealed partial class PostgreSqlDialect
{
    public string Join { get; } = $"INSERT INTO {schema}.nodes (name, until) VALUES ($1, now() + $2) RETURNING id";

    public string Renew { get; } =
        $"""
        INSERT INTO {schema}.nodes (id, name, until) OVERRIDING SYSTEM VALUE VALUES ($1, $2, now() + $3)
        ON CONFLICT (id) DO UPDATE SET until = excluded.until
        """;

    /// <summary>Lanes whose owner had said that they are lost get a new epoch before they are its own again.</summary>
    public string Raise { get; } = $"UPDATE {schema}.lanes SET epoch = epoch + 1 WHERE owner = $1 AND lane = ANY ($2)";

    /// <summary>Lanes without a living owner, as many as this node lacks to its share: the lanes divided by the living nodes, the rest to those that came first.</summary>
    public string Take { get; } =
        $"""
        WITH living AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS nodes FROM {schema}.nodes WHERE until > now()),
            wanted AS (
                SELECT $2::bigint / nodes + CASE WHEN place < $2::bigint % nodes THEN 1 ELSE 0 END
                    - (SELECT count(*) FROM {schema}.lanes WHERE owner = $1) AS lanes
                FROM living WHERE id = $1),
            free AS (
                SELECT l.lane FROM {schema}.lanes l
                WHERE l.owner IS NULL OR NOT EXISTS (SELECT 1 FROM {schema}.nodes n WHERE n.id = l.owner AND n.until > now())
                ORDER BY l.lane LIMIT greatest(0, (SELECT lanes FROM wanted))
                FOR UPDATE OF l SKIP LOCKED)
        UPDATE {schema}.lanes l SET owner = $1, epoch = l.epoch + 1 FROM free WHERE l.lane = free.lane
        """;

    /// <summary>Named lanes, as far as no living node owns them.</summary>
    public string TakeNamed { get; } =
        $"""
        WITH free AS (
                SELECT l.lane FROM {schema}.lanes l
                WHERE l.lane = ANY ($2)
                    AND (l.owner IS NULL OR NOT EXISTS (SELECT 1 FROM {schema}.nodes n WHERE n.id = l.owner AND n.until > now()))
                ORDER BY l.lane FOR UPDATE OF l SKIP LOCKED)
        UPDATE {schema}.lanes l SET owner = $1, epoch = l.epoch + 1 FROM free WHERE l.lane = free.lane
        """;

    /// <summary>Who lives and for how long, this node included.</summary>
    public string ReadLiving { get; } = $"SELECT name, until - now(), id = $1 FROM {schema}.nodes WHERE until > now() ORDER BY name COLLATE \"C\"";

    public string ReadOwned { get; } = $"SELECT lane, epoch FROM {schema}.lanes WHERE owner = $1 ORDER BY lane";

    /// <summary>This node's share, and how long until the next lease of another node that owns lanes ends.</summary>
    public string ReadShare { get; } =
        $"""
        WITH living AS (SELECT id, until, row_number() OVER (ORDER BY id) - 1 AS place, count(*) OVER () AS nodes FROM {schema}.nodes WHERE until > now())
        SELECT $2::bigint / nodes + CASE WHEN place < $2::bigint % nodes THEN 1 ELSE 0 END, nodes,
            (SELECT min(until) - now() FROM living WHERE id <> $1)
        FROM living WHERE id = $1
        """;

    public string Release { get; } = $"UPDATE {schema}.lanes SET owner = NULL WHERE owner = $1 AND lane = ANY ($2)";

    public string Leave { get; } = $"WITH left_lanes AS (UPDATE {schema}.lanes SET owner = NULL WHERE owner = $1) DELETE FROM {schema}.nodes WHERE id = $1";

    /// <summary>Nodes that have been dead for long and own nothing any more.</summary>
    public string ForgetNodes { get; } =
        $"""
        DELETE FROM {schema}.nodes n WHERE n.until < now() - interval '1 day' AND NOT EXISTS (SELECT 1 FROM {schema}.lanes l WHERE l.owner = n.id)
        """;
}
