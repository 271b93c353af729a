using ErpSync.Connectors;

namespace ErpSync.Storage.Sqlite;

/// <summary>Taking effects to be sent, and taking over what a former owner left.</summary>
internal sealed class SqliteDispatchSteps(SqliteUnit unit)
{
    private readonly SqliteSession _session = unit.Session;

    public List<ClaimedEffect> Claim(EffectQuery query)
    {
        var owned = Owned(query.Lanes);
        var row = _session[SqliteDialect.DueEffects].Bind(query.Connection).Bind(query.Entity).Bind(query.Now);
        var due = new List<ClaimedEffect>();
        while (due.Count < query.Limit && row.Step())
        {
            if (owned[row.Int(1)] is > 0 and var epoch)
            {
                due.Add(Read(row, new LaneGrant(row.Int(1), epoch)));
            }
        }

        row.Reset();
        due.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        foreach (var effect in due)
        {
            _session[SqliteDialect.ClaimEffect].Bind(effect.Lane.Epoch).Bind(query.Now).Bind(effect.Id).Run();
        }

        return due;
    }

    public int Recover(IReadOnlyList<LaneGrant> lanes, bool ownToo, Func<string, string, TimeSpan> probeAfter)
    {
        var owned = Owned(lanes);
        var row = _session[SqliteDialect.ReadSending];
        var left = new List<(long Id, DateTimeOffset DueAt)>();
        while (row.Step())
        {
            if (owned[row.Int(1)] is > 0 and var epoch && (ownToo || row.Number(4) < epoch))
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

    private static ClaimedEffect Read(SqliteStatement row, LaneGrant lane) => new()
    {
        Id = row.Number(0),
        Subject = new SubjectKey(row.Text(2), row.Text(3)),
        Lane = lane,
        Effect = new NewEffect
        {
            Connection = row.Text(4),
            Entity = row.Text(5),
            Kind = (WriteKind)row.Int(6),
            Key = new IdempotencyKey(row.Text(7)),
            Payload = row.Bytes(8),
            Target = row.IsNull(9) ? null : new RecordRef(row.Text(9), row.OptionalText(10), row.OptionalText(11)),
            LinkName = row.OptionalText(12),
            LinkMemo = row.OptionalText(13),
            Title = row.Text(14),
            SignalAgain = row.Flag(19),
        },
        Attempt = row.Int(15),
        Probe = row.Flag(16),
        CreatedAt = row.Instant(17),
        Deadline = row.OptionalInstant(18),
    };

    /// <summary>Epochs by lane; 0 for a lane that is not owned under the epoch given.</summary>
    private long[] Owned(IReadOnlyList<LaneGrant> lanes)
    {
        var owned = new long[unit.LaneCount];
        for (var index = 0; index < lanes.Count; index++)
        {
            if (unit.Owns(lanes[index]))
            {
                owned[lanes[index].Lane] = lanes[index].Epoch;
            }
        }

        return owned;
    }
}
