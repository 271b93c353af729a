using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace ErpSync.Storage.PostgreSql.Tests.Cluster;

/// <summary>
/// Source and target of the flow as an HTTP server in the test's process. As source it knows the newest revision of every key; as target it makes a document of whatever
/// it is sent, keeps the order of arrival, and so can tell what was lost, doubled or overtaken, and how long a key was silent.
/// </summary>
internal sealed class Books : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentDictionary<string, int> _newest = new();
    private readonly Dictionary<string, List<(int Number, long At)>> _documents = [];
    private readonly Task _serving;

    public Books(int port, TimeSpan delay)
    {
        Address = $"http://127.0.0.1:{port}/";
        Delay = delay;
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>How long the target takes for one request.</summary>
    public TimeSpan Delay { get; set; }

    public int Total => _newest.Values.Sum();

    public int Written
    {
        get
        {
            lock (_documents)
            {
                return _documents.Values.Sum(list => list.Count);
            }
        }
    }

    /// <summary>Somebody changes the record: its newest revision is one higher.</summary>
    public int Change(string key) => _newest.AddOrUpdate(key, 1, (_, number) => number + 1);

    public ClusterFigures Figures(long since)
    {
        lock (_documents)
        {
            var (lost, duplicates, inversions, touched) = (0, 0, 0, 0);
            var silences = new Dictionary<string, TimeSpan>();
            foreach (var (key, newest) in _newest)
            {
                var list = _documents.GetValueOrDefault(key, []);
                lost += newest - list.Select(document => document.Number).Distinct().Count();
                duplicates += list.Count - list.Select(document => document.Number).Distinct().Count();
                var highest = 0;
                var before = inversions;
                foreach (var (number, _) in list)
                {
                    inversions += number < highest ? 1 : 0;
                    highest = Math.Max(highest, number);
                }

                touched += inversions > before ? 1 : 0;
                var times = list.Select(document => document.At).Where(at => at >= since).Prepend(since).ToList();
                silences[key] = times.Zip(times.Skip(1), (first, next) => Stopwatch.GetElapsedTime(first, next)).DefaultIfEmpty().Max();
            }

            return new ClusterFigures(Total, lost, duplicates, inversions, touched, silences.Values.DefaultIfEmpty().Max(), silences);
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _listener.Close();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            var revisions = (await JsonSerializer.DeserializeAsync(context.Request.InputStream, ClusterJson.Default.ListRevision))!;
            var what = context.Request.Url!.AbsolutePath.Trim('/');
            if (what == "write")
            {
                await Task.Delay(Delay);
            }

            var receipts = revisions.ConvertAll(revision => what switch
            {
                "find" => new Receipt(revision.Key, _newest.GetValueOrDefault(revision.Key), WasThere: true),
                "lookup" => new Receipt(revision.Key, revision.Number, Has(revision)),
                _ => Write(revision),
            });
            await JsonSerializer.SerializeAsync(context.Response.OutputStream, receipts, ClusterJson.Default.ListReceipt);
            context.Response.Close();
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException)
        {
            // The node that asked was killed.
        }
    }

    private bool Has(Revision revision)
    {
        lock (_documents)
        {
            return _documents.TryGetValue(revision.Key, out var list) && list.Exists(document => document.Number == revision.Number);
        }
    }

    private Receipt Write(Revision revision)
    {
        lock (_documents)
        {
            var list = _documents.TryGetValue(revision.Key, out var found) ? found : _documents[revision.Key] = [];
            var wasThere = list.Exists(document => document.Number == revision.Number);
            list.Add((revision.Number, Stopwatch.GetTimestamp()));
            return new Receipt(revision.Key, revision.Number, wasThere);
        }
    }
}
