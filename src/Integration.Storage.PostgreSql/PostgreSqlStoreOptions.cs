using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Settings of the PostgreSQL store. Every node of a cluster uses the same ones.</summary>
public sealed record PostgreSqlStoreOptions
{
    /// <summary>Connection string of Npgsql. A transaction-pooling proxy may stand in between; see <see cref="PrepareStatements"/> and <see cref="NotificationConnectionString"/>.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Schema that holds the tables; ErpSync wants it for itself. Default <c>erpsync</c>.</summary>
    public string Schema { get; init; } = "erpsync";

    /// <summary>
    /// Name of the installation, kept in the database: a node of another installation that reaches this database by mistake (a copied connection string, a restored
    /// copy) is refused at start. 1 to 100 characters. Default <c>default</c>.
    /// </summary>
    public string Cluster { get; init; } = "default";

    /// <summary>Name of this node in the membership table, for people. Default the machine's name.</summary>
    public string NodeName { get; init; } = Environment.MachineName;

    /// <summary>Number of lanes of a new database, 1 to 65,536. An existing one must have the same. Default 256.</summary>
    public int LaneCount { get; init; } = 256;

    /// <summary>
    /// How long a node owns its lanes after it last said that it lives, on the database's clock, 1 second to 1 hour. Renewed after a third of it. A dead node's subjects
    /// rest for so long at most. Default 5 seconds.
    /// </summary>
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call tries again while the database cannot be reached, up to 1 hour; then it fails. Default 15 seconds.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether statements are prepared on the server once per connection, which saves planning them each time. Off by default, because a transaction-pooling proxy that does
    /// not keep track of prepared statements would mix them up between clients; turn it on for direct connections and for PgBouncer from 1.21 on.
    /// </summary>
    public bool PrepareStatements { get; init; }

    /// <summary>
    /// Whether nodes tell each other of new work by NOTIFY, at most once per <see cref="NotifyInterval"/>, never within an insert. Polling finds everything anyway; this only
    /// makes it quicker. Default true.
    /// </summary>
    public bool UseNotifications { get; init; } = true;

    /// <summary>
    /// Connection string for LISTEN, which needs a session of its own: give a direct one when <see cref="ConnectionString"/> leads through a transaction-pooling proxy.
    /// Default null: the same as <see cref="ConnectionString"/>.
    /// </summary>
    public string? NotificationConnectionString { get; init; }

    /// <summary>Shortest time between two notifications of one node, 1 millisecond to 1 minute. Default 50 milliseconds.</summary>
    public TimeSpan NotifyInterval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Most calls that wait for the writer, 1 to 1,000,000; further ones wait for room. Default 1,024.</summary>
    public int MaxQueuedOperations { get; init; } = 1024;

    /// <summary>Most signals and commits that are put into one transaction, 1 to 1,000,000. One call is never split. Default 2,000.</summary>
    public int MaxBatchRows { get; init; } = 2000;

    /// <summary>Rows looked at per step when pruning, 1 to 1,000,000. Default 5,000.</summary>
    public int PruneChunkRows { get; init; } = 5000;

    /// <summary>Changes how connections are made, for example to log in with a token that is renewed. Called once. Default null.</summary>
    public Action<NpgsqlSlimDataSourceBuilder>? ConfigureConnections { get; init; }

    /// <summary>Everything that is wrong with these settings, each with option, value, limit and remedy; empty when they are well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Connection(nameof(ConnectionString), ConnectionString);
        if (NotificationConnectionString is { } listening)
        {
            Connection(nameof(NotificationConnectionString), listening);
        }

        if (Schema.Length is < 1 or > 63 || !Schema.All(letter => letter is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_') || char.IsAsciiDigit(Schema[0]))
        {
            errors.Add($"{nameof(Schema)} is '{Schema}'; it must have 1 to 63 characters of a-z, 0-9 and _, and begin with a letter. Leave it out to use erpsync.");
        }

        Text(nameof(Cluster), Cluster);
        Text(nameof(NodeName), NodeName);
        Range(nameof(LaneCount), LaneCount, 1, 65_536);
        Range(nameof(MaxQueuedOperations), MaxQueuedOperations, 1, 1_000_000);
        Range(nameof(MaxBatchRows), MaxBatchRows, 1, 1_000_000);
        Range(nameof(PruneChunkRows), PruneChunkRows, 1, 1_000_000);
        Time(nameof(LeaseTime), LeaseTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Time(nameof(RetryTime), RetryTime, TimeSpan.Zero, TimeSpan.FromHours(1));
        Time(nameof(NotifyInterval), NotifyInterval, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        return errors;

        void Range(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{name} is {value}; it must be between {least} and {most}. Leave it out to use its default.");
            }
        }

        void Time(string name, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{name} is {value}; it must be between {least} and {most}. Leave it out to use its default.");
            }
        }

        void Text(string name, string value)
        {
            if (value.Length is < 1 or > 100)
            {
                errors.Add($"{name} has {value.Length} characters; it must have 1 to 100. Leave it out to use its default.");
            }
        }

        void Connection(string name, string value)
        {
            try
            {
                if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(value).Host))
                {
                    errors.Add($"{name} names no host. Give Host, Database, Username and how to log in.");
                }
            }
            catch (ArgumentException wrong)
            {
                errors.Add($"{name} cannot be read: {wrong.Message} Write it as Npgsql documents it.");
            }
        }
    }
}
