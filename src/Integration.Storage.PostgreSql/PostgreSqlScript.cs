using Npgsql;

namespace ErpSync.Storage.PostgreSql;

/// <summary>Statements that travel to the server together, in one round trip.</summary>
internal sealed class PostgreSqlScript(PostgreSqlDatabase database)
{
    private readonly List<(string Text, NpgsqlParameter[] Parameters)> _statements = [];
    private readonly List<Action<NpgsqlDataReader>> _readers = [];

    /// <summary>Number of statements.</summary>
    public int Count => _statements.Count;

    /// <summary>A parameter by position; arrays become arrays of the database.</summary>
    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };

    /// <summary>A text that may be missing.</summary>
    public static NpgsqlParameter Of(string? value) => new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text, Value = value ?? (object)DBNull.Value };

    /// <summary>A number that may be missing.</summary>
    public static NpgsqlParameter Of(int? value) => new() { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer, Value = value ?? (object)DBNull.Value };

    /// <summary>Adds a statement that answers with no rows.</summary>
    public void Add(string text, params NpgsqlParameter[] parameters) => _statements.Add((text, parameters));

    /// <summary>Adds a statement that answers with rows.</summary>
    public void Read(string text, Action<NpgsqlDataReader> row, params NpgsqlParameter[] parameters)
    {
        _statements.Add((text, parameters));
        _readers.Add(row);
    }

    public async Task RunAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (text, parameters) in _statements)
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(parameter);
            }

            batch.BatchCommands.Add(command);
        }

        if (database.Options.PrepareStatements)
        {
            await batch.PrepareAsync(ct).ConfigureAwait(false);
        }

        var reader = await batch.ExecuteReaderAsync(ct).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            foreach (var row in _readers)
            {
                while (await reader.ReadAsync(ct).ConfigureAwait(false))
                {
                    row(reader);
                }

                await reader.NextResultAsync(ct).ConfigureAwait(false);
            }

            // What comes after the last rows must have gone well, too: a commit above all.
            while (await reader.NextResultAsync(ct).ConfigureAwait(false))
            {
            }
        }
    }
}
