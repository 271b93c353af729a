using Parquet;
using Parquet.Schema;

namespace ErpSync.Demand.Parquet;

/// <summary>
/// Writes an extract as Parquet in the long format: <c>unique_id</c>, <c>ds</c> (timestamp without zone), <c>y</c>, <c>mask</c>, then the columns of
/// <see cref="DemandColumns"/>. Numbers are 64-bit floating point, the only kind forecasting libraries compute with; exact ones are in the CSV.
/// </summary>
public static class DemandParquet
{
    /// <summary>Rows of one row group, so that memory stays bounded whatever the extract's size.</summary>
    public const int RowsPerGroup = 100_000;

    private static readonly DataField UniqueId = new("unique_id", typeof(string), isNullable: false);
    private static readonly DateTimeDataField Date = new("ds", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Micros);
    private static readonly DataField<double?> Observed = new("y");
    private static readonly DataField<int> Mask = new("mask");
    private static readonly DataField<double?>[] Numbers = [.. DemandColumns.Numbers.Select(static column => new DataField<double?>(column.Name))];
    private static readonly DataField<bool>[] Flags = [.. DemandColumns.Flags.Select(static column => new DataField<bool>(column.Name))];
    private static readonly DataField[] Texts = [.. DemandColumns.Texts.Select(static column => new DataField(column.Name, typeof(string), isNullable: false))];

    /// <summary>Writes rows.</summary>
    /// <param name="destination">Where to: writable and seekable. It stays open.</param>
    /// <param name="rows">Rows of an extract.</param>
    /// <param name="censored">What happens to days that were not observed.</param>
    /// <param name="cancellationToken">Stops writing; what is written so far is no Parquet file.</param>
    /// <returns>Rows written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> cannot be written or sought.</exception>
    public static async Task<int> WriteAsync(
        Stream destination, IEnumerable<DemandRowVersion> rows, CensoredDays censored = CensoredDays.Null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(rows);
        if (!destination.CanWrite || !destination.CanSeek)
        {
            throw new ArgumentException("Parquet needs a stream that can be written and sought, such as a file.", nameof(destination));
        }

        var schema = new ParquetSchema([UniqueId, Date, Observed, Mask, .. Numbers, .. Flags, .. Texts]);
        var writer = await ParquetWriter.CreateAsync(schema, destination, cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            var written = 0;
            foreach (var group in rows.Where(version => censored == CensoredDays.Null || DemandExport.Observed(version.Row) is not null).Chunk(RowsPerGroup))
            {
                using var target = writer.CreateRowGroup();
                await WriteAsync(target, group, cancellationToken).ConfigureAwait(false);
                written += group.Length;
            }

            return written;
        }
    }

    private static async Task WriteAsync(ParquetRowGroupWriter target, DemandRowVersion[] rows, CancellationToken cancellationToken)
    {
        await target.WriteAsync(UniqueId, Array.ConvertAll(rows, static version => version.Row.Series.UniqueId)).ConfigureAwait(false);
        await target.WriteAsync<DateTime>(
            Date, Array.ConvertAll(rows, static version => version.Row.Date.ToDateTime(TimeOnly.MinValue)), cancellationToken: cancellationToken).ConfigureAwait(false);
        await target.WriteAsync<double>(Observed, Array.ConvertAll(rows, static version => (double?)DemandExport.Observed(version.Row)), cancellationToken: cancellationToken).ConfigureAwait(false);
        await target.WriteAsync<int>(Mask, Array.ConvertAll(rows, static version => DemandExport.Observed(version.Row) is null ? 0 : 1), cancellationToken: cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < Numbers.Length; i++)
        {
            var value = DemandColumns.Numbers[i].Value;
            await target.WriteAsync<double>(Numbers[i], Array.ConvertAll(rows, version => (double?)value(version)), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        for (var i = 0; i < Flags.Length; i++)
        {
            var value = DemandColumns.Flags[i].Value;
            await target.WriteAsync<bool>(Flags[i], Array.ConvertAll(rows, version => value(version)), cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        for (var i = 0; i < Texts.Length; i++)
        {
            var value = DemandColumns.Texts[i].Value;
            await target.WriteAsync(Texts[i], Array.ConvertAll(rows, version => value(version))).ConfigureAwait(false);
        }
    }
}
