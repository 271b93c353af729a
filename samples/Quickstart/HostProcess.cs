using System.Text.Json;

namespace Quickstart;

/// <summary>The host alone, in a process of its own, so that it can be killed and started again: <c>host PLACE.json DATABASE</c>.</summary>
internal static class HostProcess
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        if (args is not [var placeFile, var database])
        {
            Console.Error.WriteLine("Usage: host PLACE.json DATABASE");
            return 2;
        }

        var place = JsonSerializer.Deserialize(await File.ReadAllTextAsync(placeFile), PlaceJson.Default.SandboxPlace)!;
        await using var host = await SyncHost.StartAsync(place, database, CancellationToken.None);
        Console.WriteLine("started");
        await host.WaitForShutdownAsync(CancellationToken.None);
        return 0;
    }
}
