using System.Diagnostics;
using System.Globalization;
using ErpSync.Reconciliation.Records;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Reconciliation;

/// <summary>What a script would do: both sides into tables, then outer joins by link. It finds what is missing or has another amount, and no reason.</summary>
internal sealed class SqlJoin : IDisposable
{
    private const string Schema = """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE expected (kind TEXT, id TEXT, ref TEXT, amount REAL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
        CREATE TABLE found (kind TEXT, id TEXT, link TEXT, ref TEXT, amount REAL);
        """;

    private const string Compare = """
        WITH booked AS (SELECT kind, link, SUM(amount) AS amount FROM found GROUP BY kind, link)
        SELECT COUNT(*) FROM expected e LEFT JOIN booked b ON b.kind = e.kind AND b.link = e.id WHERE b.link IS NULL OR ABS(b.amount - e.amount) > 0.004;
        """;

    private readonly string _file = Path.GetTempFileName();
    private readonly SqliteConnection _connection;

    public SqlJoin()
    {
        _connection = new SqliteConnection($"Data Source={_file};Pooling=False");
        _connection.Open();
        Execute(Schema);
    }

    public TimeSpan Loading { get; private set; }

    public void Load(IEnumerable<ReconciliationRecords> slices)
    {
        foreach (var slice in slices)
        {
            var started = Stopwatch.GetTimestamp();
            using var transaction = _connection.BeginTransaction();
            Insert("INSERT INTO expected VALUES ($kind, $id, $link, $amount)",
            [
                .. slice.Billables.Select(static item => ("invoice", item.Id, item.OrderNumber, item.Total)), .. slice.Payments.Select(static item => ("receipt", item.Id, item.OrderNumber, item.Amount)),
                .. slice.Transactions.Select(static item => ("clearing", item.Id, item.PayoutId!, item.Net)), .. slice.Refunds.Select(static item => ("memo", item.Id, item.OrderNumber, item.Amount)),
            ]);
            Insert("INSERT INTO found VALUES ($kind, $id, $link, '', $amount)",
            [
                .. slice.Invoices.Select(static item => ("invoice", item.Id, item.Links.FirstOrDefault() ?? "", item.Total)), .. slice.Receipts.Select(static item => ("receipt", item.Id, item.Links[0], item.Amount)),
                .. slice.Clearing.Select(static item => ("clearing", item.Id, item.Links[0], item.Amount)), .. slice.CreditMemos.Select(static item => ("memo", item.Id, item.Links[0], item.Total)),
            ]);
            transaction.Commit();
            Loading += Stopwatch.GetElapsedTime(started);
        }

        Execute("CREATE INDEX found_link ON found (kind, link)");
    }

    public (TimeSpan Elapsed, long Differences) Run()
    {
        var started = Stopwatch.GetTimestamp();
        using var command = _connection.CreateCommand();
        command.CommandText = Compare;
        var differences = Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        return (Stopwatch.GetElapsedTime(started), differences);
    }

    public void Dispose()
    {
        _connection.Dispose();
        File.Delete(_file);
    }

    private void Insert(string sql, IEnumerable<(string Kind, string Id, string Link, decimal Amount)> rows)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        var kind = command.Parameters.Add("$kind", SqliteType.Text);
        var id = command.Parameters.Add("$id", SqliteType.Text);
        var link = command.Parameters.Add("$link", SqliteType.Text);
        var amount = command.Parameters.Add("$amount", SqliteType.Real);
        foreach (var row in rows)
        {
            (kind.Value, id.Value, link.Value, amount.Value) = (row.Kind, row.Id, row.Link, row.Amount);
            command.ExecuteNonQuery();
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
