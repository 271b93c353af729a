using ErpSync.Connectors;

namespace ErpSync.Storage.Sqlite;

/// <summary>Taking effects to be sent, and taking over what a former owner left.</summary>
internal sealed class SqliteDispatchSteps(SqliteSteps steps)
{
    private readonly SqliteSession _session = steps.Session;

    public List<ClaimedEffect> Claim(EffectQuery query)
    {
        var owned = Owned(query.Lanes);
        var row = _session[SqliteDialect.DueEffects].Bind(query.Connection).Bind(query.Entity).Bind(query.Now);
        var due = new List<(long Id, LaneGrant Lane)>();
        while (due.Count < query.Limit && row.Step())
        {
            if (owned.TryGetValue(row.Int(1), out var epoch))
            {
                due.Add((row.Number(0), new LaneGrant(row.Int(1), epoch)));
            }
        }

        row.Reset();
        due.Sort((a, b) => a.Id.CompareTo(b.Id));
        return due.ConvertAll(effect => Claim(effect.Id, effect.Lane, query.Now));
    }

    public int Recover(IReadOnlyList<LaneGrant> lanes, Func<string, string, TimeSpan> probeAfter)
    {
        var owned = Owned(lanes);
        var row = _session[SqliteDialect.ReadSending];
        var left = new List<(long Id, DateTimeOffset DueAt)>();
        while (row.Step())
        {
            if (owned.TryGetValue(row.Int(1), out var epoch) && row.Number(4) < epoch)
            {
                left.Add((row.Number(0), row.Instant(5) + probeAfter(row.Text(2), row.Text(3))));
            }
        }

        row.Reset();
        foreach (var (id, dueAt) in left)
        {
            _session[SqliteDialect.RecoverEffect].Bind(dueAt).Bind(id).Run();
        }

        return left.Count;
    }

    private ClaimedEffect Claim(long id, LaneGrant lane, DateTimeOffset now)
    {
        _session[SqliteDialect.ClaimEffect].Bind(lane.Epoch).Bind(now).Bind(id).Run();
        var row = _session[SqliteDialect.ReadClaimed].Bind(id);
        row.Step();
        var claimed = new ClaimedEffect
        {
            Id = id,
            Subject = new SubjectKey(row.Text(0), row.Text(1)),
            Lane = lane,
            Effect = new NewEffect
            {
                Connection = row.Text(2),
                Entity = row.Text(3),
                Kind = (WriteKind)row.Int(4),
                Key = new IdempotencyKey(row.Text(5)),
                Payload = row.Bytes(6),
                Target = row.IsNull(7) ? null : new RecordRef(row.Text(7), row.OptionalText(8), row.OptionalText(9)),
                LinkName = row.OptionalText(10),
                LinkMemo = row.OptionalText(11),
                Title = row.Text(12),
                SignalAgain = row.Flag(17),
            },
            Attempt = row.Int(13),
            Probe = row.Flag(14),
            CreatedAt = row.Instant(15),
            Deadline = row.OptionalInstant(16),
        };
        row.Reset();
        return claimed;
    }

    private Dictionary<int, long> Owned(IReadOnlyList<LaneGrant> lanes) =>
        lanes.Where(steps.Owns).Distinct().ToDictionary(grant => grant.Lane, grant => grant.Epoch);
}
