namespace ErpSync.Sandbox.BusinessCentral.Schema;

/// <summary>What a property holds, as the AL language names it.</summary>
internal enum ErpKind
{
    /// <summary>Free text; stored as sent.</summary>
    Text,

    /// <summary>AL type Code: stored trimmed and in upper case.</summary>
    Code,

    /// <summary>A system id; the zero GUID stands for "none".</summary>
    Guid,

    /// <summary>An exact decimal number.</summary>
    Decimal,

    /// <summary>A 32-bit whole number.</summary>
    Integer,

    /// <summary>A yes/no value.</summary>
    Boolean,

    /// <summary>A date; 0001-01-01 stands for "none".</summary>
    Date,

    /// <summary>A UTC instant in milliseconds; year 1 stands for "none".</summary>
    Instant,

    /// <summary>A member of a named enumeration, held by its OData name.</summary>
    Enum,
}
