using System.Collections.Concurrent;

namespace Benchmarks.Publish;

/// <summary>Counts the operations the adapter sends, by name, and notes when the last write went out and was answered.</summary>
internal sealed class CallCounter(TimeProvider time)
{
    /// <summary>The operation that writes.</summary>
    public const string Write = "StockSet";

    private static readonly string[] Names = [Write, "StockByItem", "ItemsBySku", "StockChanged"];
    private readonly ConcurrentDictionary<string, long> _calls = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Calls => _calls;

    public long Writes => _calls.GetValueOrDefault(Write);

    /// <summary>When the first write since <see cref="Watch"/> went out, or null.</summary>
    public long? FirstWrite { get; private set; }

    /// <summary>When a write was answered last.</summary>
    public long LastAnswer { get; private set; }

    public void Watch() => FirstWrite = null;

    public void Count(string name) => _calls.AddOrUpdate(name, 1, static (_, count) => count + 1);

    public static string NameOf(string body) => Array.Find(Names, each => body.Contains($" {each}(", StringComparison.Ordinal)) ?? "other";

    public void Sent() => FirstWrite ??= time.GetTimestamp();

    public void Answered() => LastAnswer = time.GetTimestamp();
}
