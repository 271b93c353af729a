namespace ErpSync.Adapters.Files;

/// <summary>Options of one warehouse's folders.</summary>
public sealed class FilesOptions
{
    /// <summary>
    /// Folder with <c>inbox</c> (files arrive here), <c>work</c> (being read), <c>archive</c> (accepted) and <c>reject</c> (refused files, reports of refused rows). All
    /// on one volume, so that moving a file is one step. Made when missing.
    /// </summary>
    public string Root { get; set; } = "";

    /// <summary>Stock: <c>sku, location, on_hand, as_of</c>, optional <c>available</c>. Default pattern <c>stock*.csv</c>.</summary>
    public FileLayout Stock { get; } = new() { Pattern = "stock*.csv" };

    /// <summary>
    /// Shipments: <c>shipment_id, order_number, shipped_at, sku, quantity</c>, optional <c>external_order_number, order_line, carrier, tracking, location</c>.
    /// Default pattern <c>shipments*.csv</c>.
    /// </summary>
    public FileLayout Shipments { get; } = new() { Pattern = "shipments*.csv" };

    /// <summary>
    /// Returns: <c>return_id, order_number, received_at, sku, quantity, disposition</c>, optional <c>location, reason</c>. Default pattern <c>returns*.csv</c>.
    /// </summary>
    public FileLayout Returns { get; } = new() { Pattern = "returns*.csv" };

    /// <summary>Locations the warehouse may name; empty for any. Default empty.</summary>
    public ISet<string> Locations { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether quantities may have fractions. Default false: units are counted.</summary>
    public bool AllowFractions { get; set; }

    /// <summary>How far an instant may lie ahead of our clock before the row is refused. 0 to 1 day, default 5 minutes.</summary>
    public TimeSpan ClockTolerance { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a file must be unchanged before it is picked up. 0 to 1 hour, default 2 seconds. Writers that rename into place may set 0.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Largest file; larger ones are refused unread. 1 KiB to 1 GiB, default 64 MiB.</summary>
    public long MaxFileBytes { get; set; } = 64L * 1024 * 1024;

    /// <summary>Most files picked up by one reading; the rest follows with the next. 1 to 10,000, default 100.</summary>
    public int MaxFilesPerReading { get; set; } = 100;

    /// <summary>How far back archived files are read at start. 1 day to 10 years, default 90 days: a full stock snapshot must come at least that often.</summary>
    public TimeSpan History { get; set; } = TimeSpan.FromDays(90);

    internal FileLayout LayoutOf(FileKind kind) => kind switch
    {
        FileKind.Stock => Stock,
        FileKind.Shipments => Shipments,
        _ => Returns,
    };
}
