using ErpSync.Sandbox.BusinessCentral.Store;

namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>One property of an entity and the rules that its AL field declares.</summary>
internal sealed record ErpProperty(string Name, ErpKind Kind)
{
    /// <summary>Longest text, 0 for no limit.</summary>
    public int MaxLength { get; init; }

    /// <summary>False when a client may not send it.</summary>
    public bool Editable { get; init; } = true;

    /// <summary>True for a value that only the company sees: never in an answer, a query or the metadata.</summary>
    public bool Hidden { get; init; }

    /// <summary>True when $metadata says that the property always has a value.</summary>
    public bool Required { get; init; }

    /// <summary>True when $metadata declares <see cref="MaxLength"/>; values computed by AL code have a limit but declare none.</summary>
    public bool DeclaresLength { get; init; } = true;

    /// <summary>True when equality searches use an index.</summary>
    public bool Indexed { get; init; }

    /// <summary>Name of the enumeration of an <see cref="ErpKind.Enum"/>.</summary>
    public string EnumName { get; init; } = "";

    /// <summary>Set for a FlowField: the value is computed when it is read and never stored.</summary>
    public Func<ErpDatabase, ErpRow, object>? Flow { get; init; }

    /// <summary>The AL "empty" value of the kind.</summary>
    public object Empty => Kind switch
    {
        ErpKind.Text or ErpKind.Code => "",
        ErpKind.Guid => System.Guid.Empty,
        ErpKind.Decimal => 0m,
        ErpKind.Integer => 0,
        ErpKind.Boolean => false,
        ErpKind.Date => DateOnly.MinValue,
        ErpKind.Instant => DateTimeOffset.MinValue,
        _ => ErpEnums.First(EnumName),
    };

    public ErpProperty ReadOnly() => this with { Editable = false };

    public ErpProperty Index() => this with { Indexed = true };

    public ErpProperty Always() => this with { Required = true };

    public ErpProperty Computed(Func<ErpDatabase, ErpRow, object> flow) => this with { Flow = flow };

    public static ErpProperty Text(string name, int maxLength = 0) => new(name, ErpKind.Text) { MaxLength = maxLength };

    public static ErpProperty Code(string name, int maxLength) => new(name, ErpKind.Code) { MaxLength = maxLength };

    public static ErpProperty Variable(string name, ErpKind kind, int maxLength) =>
        new(name, kind) { MaxLength = maxLength, DeclaresLength = false };

    public static ErpProperty Guid(string name) => new(name, ErpKind.Guid);

    public static ErpProperty Number(string name) => new(name, ErpKind.Decimal);

    public static ErpProperty Integer(string name) => new(name, ErpKind.Integer);

    public static ErpProperty Flag(string name) => new(name, ErpKind.Boolean);

    public static ErpProperty Date(string name) => new(name, ErpKind.Date);

    public static ErpProperty Instant(string name) => new(name, ErpKind.Instant);

    public static ErpProperty Enum(string name, string enumName) => new(name, ErpKind.Enum) { EnumName = enumName };

    public static ErpProperty Secret(string name, ErpKind kind) => new(name, kind) { Hidden = true, Editable = false };
}
