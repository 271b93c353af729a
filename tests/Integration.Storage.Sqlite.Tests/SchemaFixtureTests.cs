namespace ErpSync.Storage.Sqlite.Tests;

/// <summary>Databases written by released schema versions must be read for ever. Set ERPSYNC_WRITE_FIXTURES=1 to write the one of the present version.</summary>
public sealed class SchemaFixtureTests
{
    private const int FirstWithLedger = 3;

    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<int> Versions => [.. Enumerable.Range(1, SqliteDialect.SchemaVersion)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Database_of_every_released_version_is_read_and_goes_on(int version)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("schema.db");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-v{version}.db"), path);
        await using var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path });
        await store.MigrateAsync(None);
        await ReleasedStore.ExpectAsync(store, async () => await store.RaiseEpochsAsync(None), hasLedger: version >= FirstWithLedger);
    }

    [Fact]
    public async Task Fixture_of_the_present_version_can_be_written()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("schema.db");
        await using (var store = new SqliteSyncStore(new SqliteStoreOptions { Path = path }))
        {
            await store.MigrateAsync(None);
            await ReleasedStore.WriteAsync(store, await store.RaiseEpochsAsync(None));
        }

        new FileInfo(path).Length.Should().BeLessThan(400_000);
        if (Environment.GetEnvironmentVariable(ReleasedStore.WriteVariable) == "1")
        {
            File.Copy(path, Path.Combine(AppContext.BaseDirectory, "fixtures", $"schema-v{SqliteDialect.SchemaVersion}.db"), overwrite: true);
        }
    }
}
