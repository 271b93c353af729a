using static ErpSync.Storage.PostgreSql.PostgreSqlScript;

namespace ErpSync.Storage.PostgreSql;

/// <summary>
/// What tells later whether a transaction was kept. Its number alone does not: after a crash the database gives the numbers of transactions again of which nothing had
/// reached the disk, and then answers for a stranger. So every transaction leaves a receipt that only it can have left.
/// </summary>
/// <param name="Transaction">Number of the transaction.</param>
/// <param name="Place">The row of the writer, one for each of its transactions at the same time.</param>
/// <param name="Id">The receipt.</param>
internal sealed record PostgreSqlReceipt(string Transaction, Guid Place, Guid Id)
{
    public void Write(PostgreSqlDialect dialect, PostgreSqlScript script) => script.Add(dialect.PutReceipt, Of(Place), Of(Id));
}
