using System.Buffers.Binary;
using System.Globalization;
using ErpSync.Sandbox.BusinessCentral.Schema;

namespace ErpSync.Sandbox.BusinessCentral.Store;

/// <summary>
/// Everything the company knows, in memory. One gate serialises all work, so a unit of work sees and leaves a consistent state;
/// a unit that throws leaves nothing behind.
/// </summary>
internal sealed class ErpDatabase
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ErpTable> _tables;
    private readonly Dictionary<string, int> _series = [];
    private readonly LinkedList<ErpChange> _recent = new();
    private readonly List<ErpChange> _open = [];
    private readonly TimeSpan _memory;
    private long _position;
    private long _version;
    private long _ids;
    private int _committed;
    private int _depth;
    private DateTimeOffset _lastStamp;

    /// <param name="time">Clock of every instant.</param>
    /// <param name="memory">How long older states stay readable.</param>
    public ErpDatabase(TimeProvider time, TimeSpan memory)
    {
        Time = time;
        _memory = memory;
        _tables = ErpSchema.All.ToDictionary(entity => entity.Set, entity => new ErpTable(entity));
    }

    /// <summary>Called inside the gate with the changes of each finished unit of work.</summary>
    public Action<IReadOnlyList<ErpChange>>? Committed { get; set; }

    public TimeProvider Time { get; }

    /// <summary>Now, cut to milliseconds.</summary>
    public DateTimeOffset Now => Time.GetUtcNow() is var now ? now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond)) : default;

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public ErpTable this[string set] => _tables[set];

    /// <summary>Runs one unit of work; nested units join the outer one but undo only themselves when they throw.</summary>
    public T Run<T>(Func<T> work)
    {
        lock (_gate)
        {
            var mark = _committed + _open.Count;
            _depth++;
            try
            {
                var result = work();
                if (_depth == 1)
                {
                    Commit();
                }

                return result;
            }
            catch
            {
                Undo(mark);
                throw;
            }
            finally
            {
                _depth--;
            }
        }
    }

    public void Run(Action work) => Run(() =>
    {
        work();
        return true;
    });

    /// <summary>Makes everything done so far final, as posting does in the middle of a request.</summary>
    public void Commit()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var changes = _open.ToArray();
        _committed += _open.Count;
        _open.Clear();
        foreach (var change in changes)
        {
            _recent.AddLast(change);
        }

        var horizon = Now - _memory;
        while (_recent.First is { } oldest && oldest.Value.At < horizon)
        {
            _recent.RemoveFirst();
        }

        Committed?.Invoke(changes);
    }

    /// <summary>Undoes the open unit of work without an error, for a batch that reports success for parts it does not keep.</summary>
    public void Discard() => Undo(0);

    public ErpRow New(string set) => new(_tables[set].Entity);

    /// <summary>Stores a new record; gives it an id when it has none and stamps it.</summary>
    public ErpRow Insert(ErpRow row)
    {
        if (row.Id == Guid.Empty)
        {
            row["id"] = NewId();
        }

        Stamp(row);
        row.Store(++_position, ++_version);
        Write(_tables[row.Entity.Set], row.Id, null, row);
        return row;
    }

    /// <summary>Stores an edited copy; an edit that changes nothing leaves version and time as they are.</summary>
    public ErpRow Update(ErpRow row)
    {
        var table = _tables[row.Entity.Set];
        var before = table.Find(row.Id) ?? throw new InvalidOperationException($"{row.Entity.Set} has no record {row.Id} to update.");
        if (before.SameAs(row))
        {
            return before;
        }

        Stamp(row);
        row.Store(before.Position, ++_version);
        Write(table, row.Id, before, row);
        return row;
    }

    /// <summary>Stores an edited copy without a new version or time: for what does not count as a change of the record.</summary>
    public ErpRow UpdateSilently(ErpRow row)
    {
        var table = _tables[row.Entity.Set];
        var before = table.Find(row.Id)!;
        row.Store(before.Position, before.Version);
        Write(table, row.Id, before, row);
        return row;
    }

    public void Delete(ErpRow row)
    {
        var table = _tables[row.Entity.Set];
        Write(table, row.Id, table.Find(row.Id), null);
    }

    /// <summary>The next number of a series, such as <c>S-ORD101001</c>.</summary>
    /// <param name="prefix">Prefix of the series.</param>
    /// <param name="first">Number the series starts with.</param>
    public string NextNumber(string prefix, int first)
    {
        var next = _series.TryGetValue(prefix, out var last) ? last + 1 : first;
        _series[prefix] = next;
        return prefix + next.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Ids grow like those of a real server and are the same in every run.</summary>
    public Guid NewId()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(0x5DE50000 + (++_ids >> 16)));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[4..], (ushort)(_ids & 0xFFFF));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[6..], 0xEF1193446045BDC8);
        bytes[15] = 0x34;
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>The table as it was at an earlier instant, as far as the memory reaches: changed records and their old state.</summary>
    public IReadOnlyDictionary<Guid, ErpRow?> Since(ErpTable table, DateTimeOffset instant)
    {
        var old = new Dictionary<Guid, ErpRow?>();
        for (var change = _recent.Last; change is not null && change.Value.At > instant; change = change.Previous)
        {
            if (change.Value.Table == table)
            {
                old[change.Value.Id] = change.Value.Before;
            }
        }

        return old;
    }

    private void Stamp(ErpRow row)
    {
        if (row.Entity.HasLastModified)
        {
            row["lastModifiedDateTime"] = Now;
        }
    }

    private void Write(ErpTable table, Guid id, ErpRow? before, ErpRow? after)
    {
        table.Apply(id, after);
        var now = Now;
        _lastStamp = now > _lastStamp ? now : _lastStamp;
        _open.Add(new ErpChange(_lastStamp, table, id, before, after));
    }

    private void Undo(int mark)
    {
        var keep = Math.Max(0, mark - _committed);
        for (var index = _open.Count - 1; index >= keep; index--)
        {
            _open[index].Table.Apply(_open[index].Id, _open[index].Before);
        }

        if (_open.Count > keep)
        {
            _open.RemoveRange(keep, _open.Count - keep);
        }
    }
}
