using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Benchmarks.Publish;

/// <summary>The other end of <see cref="ShopProcess"/>.</summary>
internal sealed class ShopChild : IDisposable
{
    private readonly Process _process;

    private ShopChild(Process process, ShopPlace place) => (_process, Place) = (process, place);

    public ShopPlace Place { get; }

    public static async Task<ShopChild> StartAsync(BenchmarkOptions options)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ShopChild).Assembly.Location);
        }

        start.ArgumentList.Add("shop");
        foreach (var number in new[] { options.Skus, options.Locations, options.Bucket, options.Restore })
        {
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The shop did not start.");
        return new ShopChild(process, JsonSerializer.Deserialize(line, ShopJson.Default.ShopPlace)!);
    }

    /// <param name="withStock">Whether all units are added up as well.</param>
    public async Task<ShopFigures> AskAsync(bool withStock = false)
    {
        await _process.StandardInput.WriteLineAsync(withStock ? "stock" : "figures");
        await _process.StandardInput.FlushAsync();
        return JsonSerializer.Deserialize(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The shop is gone."), ShopJson.Default.ShopFigures)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit(TimeSpan.FromSeconds(20));
        _process.Dispose();
    }
}
