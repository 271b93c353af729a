using System.Text.Json;
using ErpSync.Connectors;
using ErpSync.Model;
using ErpSync.Ownership;
using ErpSync.Planning;
using ErpSync.Planning.Customers;
using ErpSync.Storage;

namespace ErpSync.Engine;

/// <summary>Reads what is known of customers' consent: the profile as it is now, and what was judged before.</summary>
internal sealed class ConsentDesk(string crm, bool readsProfiles, IRecordReader reader, ISyncStore store)
{
    /// <summary>One reading per customer, in the same order; what the shop says is already known.</summary>
    public async ValueTask<IReadOnlyList<Reading<ConsentReading>>> ReadAsync(IReadOnlyList<(string CustomerId, MarketingConsent? Shop)> customers, CancellationToken ct)
    {
        if (customers.Count == 0)
        {
            return [];
        }

        var ids = customers.Select(static customer => customer.CustomerId).Distinct(StringComparer.Ordinal).ToList();
        var subjects = ids.ConvertAll(id => new SubjectKey(FlowNames.Profiles(crm), id));
        var memos = (await store.ReadLinksAsync(subjects, ct).ConfigureAwait(false)).ToLookup(static link => link.Subject);
        var commands = (await CommandBox.ReadAsync(store, ct).ConfigureAwait(false)).ToLookup(static command => command.Subject, StringComparer.Ordinal);
        var profiles = readsProfiles
            ? await reader.FindAsync<CustomerProfile>(crm, EntityNames.CustomerProfile, ids, ct).ConfigureAwait(false)
            : new Dictionary<string, SourceRecord<CustomerProfile>>(StringComparer.Ordinal);
        return [.. customers.Select(customer =>
        {
            var subject = new SubjectKey(FlowNames.Profiles(crm), customer.CustomerId);
            var known = Recall(memos[subject], [.. commands[subject.ToString()]]) with { Shop = customer.Shop };
            return readsProfiles ? profiles.ToReading(customer.CustomerId, profile => known with { Profile = profile }) : new Reading<ConsentReading>(known);
        })];
    }

    private static ConsentReading Recall(IEnumerable<Link> links, IReadOnlyList<OwnershipCommand> commands)
    {
        var memos = links.Where(static link => link.Memo is not null).ToDictionary(static link => link.Name, static link => link.Memo!, StringComparer.Ordinal);
        return new ConsentReading
        {
            Ownership = memos.TryGetValue(StockAuthority.MemoName, out var state) ? OwnershipStateJson.Read(state) : new OwnershipState(),
            Judged = memos.TryGetValue(ConsentAuthority.JudgedName, out var judged)
                ? JsonSerializer.Deserialize(judged, PlanningJson.Default.DictionaryStringString)!
                : new Dictionary<string, string>(StringComparer.Ordinal),
            Commands = commands,
        };
    }
}
