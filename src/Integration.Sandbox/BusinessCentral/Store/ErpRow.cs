using System.Globalization;
using System.Text;
using ErpSync.Sandbox.BusinessCentral.Schema;

namespace ErpSync.Sandbox.BusinessCentral.Store;

/// <summary>One record. A stored record never changes: an edit makes a copy and stores that.</summary>
internal sealed class ErpRow
{
    private readonly object[] _values;
    private bool _stored;

    public ErpRow(ErpEntity entity)
    {
        Entity = entity;
        _values = [.. entity.Empty];
    }

    private ErpRow(ErpRow origin)
    {
        Entity = origin.Entity;
        _values = [.. origin._values];
        Position = origin.Position;
        Version = origin.Version;
    }

    public ErpEntity Entity { get; }

    /// <summary>Place in the table; grows with every insert.</summary>
    public long Position { get; private set; }

    /// <summary>Changes with every stored edit; the ETag is made of it.</summary>
    public long Version { get; private set; }

    public Guid Id => Guid("id");

    /// <summary>A weak, opaque version token that contains quotes, as the real one does.</summary>
    public string ETag => "W/\"" + Convert.ToBase64String(
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"'19;{Version:D19};00;'"))) + "\"";

    public object this[string property]
    {
        get => _values[Entity.Ordinal(property)];
        set
        {
            if (_stored)
            {
                throw new InvalidOperationException($"A stored record of {Entity.Set} cannot be changed; edit a copy of it.");
            }

            _values[Entity.Ordinal(property)] = value;
        }
    }

    public string Text(string property) => (string)this[property];

    public decimal Number(string property) => (decimal)this[property];

    public int Integer(string property) => (int)this[property];

    public Guid Guid(string property) => (Guid)this[property];

    public bool Flag(string property) => (bool)this[property];

    public DateOnly Date(string property) => (DateOnly)this[property];

    public DateTimeOffset Instant(string property) => (DateTimeOffset)this[property];

    /// <summary>An editable copy.</summary>
    public ErpRow Edit() => new(this);

    public bool SameAs(ErpRow other) => _values.AsSpan().SequenceEqual(other._values);

    internal void Store(long position, long version)
    {
        Position = position;
        Version = version;
        _stored = true;
    }
}
