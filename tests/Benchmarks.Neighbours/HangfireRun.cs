using Hangfire;
using Hangfire.PostgreSql;

namespace Benchmarks.Neighbours;

/// <summary>Hangfire over PostgreSQL, eight workers, looking every 200 ms. It keeps no order by key.</summary>
public static class HangfireRun
{
    private const int Workers = 8;

    private static NeighbourWork _work = null!;

    internal static async Task<double> RunAsync(string connectionString, string schema, NeighbourWork work)
    {
        _work = work;
        var storage = new PostgreSqlStorage(
            new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory(connectionString, Options(schema)), Options(schema));
        using var server = new BackgroundJobServer(new BackgroundJobServerOptions { WorkerCount = Workers }, storage);
        var client = new BackgroundJobClient(storage);
        var seconds = await work.RunAsync((key, number) =>
        {
            client.Enqueue(() => Handle(key, number, NeighbourWork.Body));
            return Task.CompletedTask;
        });
        server.SendStop();
        return seconds;
    }

    public static void Handle(int key, int number, string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        _work.Handle(key, number);
    }

    private static PostgreSqlStorageOptions Options(string schema) => new() { SchemaName = schema, QueuePollInterval = TimeSpan.FromMilliseconds(200) };
}
