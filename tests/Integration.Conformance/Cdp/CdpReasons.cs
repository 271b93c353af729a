namespace ErpSync.Conformance.Cdp;

/// <summary>What is not run against the sandbox CDP, and why.</summary>
internal static class CdpReasons
{
    private const string NotListed = "The profile API lists no profiles: they are read by id only, and ReadAsync is a fault that says so.";
    private const string NoAnswer = "The tracking API answers a repetition like the first time; that a repetition makes no second event is checked by IDM-02 and by counting.";
    private const string FirstWins = "The CDP drops a second message of one id without comparing it; the engine's keys hold a fingerprint of the content, so other content has another key.";
    private const string NoAmounts = "Profiles carry no amounts.";

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SRC-01"] = NotListed,
        ["SRC-02"] = NotListed,
        ["SRC-03"] = NotListed,
        ["SRC-04"] = NotListed,
        ["SRC-05"] = NotListed,
        ["SRC-06"] = NotListed,
        ["SRC-07"] = NotListed,
        ["SRC-08"] = NotListed,
        ["SRC-09"] = NotListed,
        ["SRC-10"] = NotListed + " A person who was erased is answered as gone, which the adapter's tests show.",
        ["SRC-11"] = NotListed,
        ["SRC-12"] = NotListed,
        ["SRC-13"] = NotListed,
        ["CHK-01"] = NotListed,
        ["CHK-02"] = NotListed,
        ["CHK-03"] = NotListed,
        ["CHK-04"] = NotListed,
        ["CHK-05"] = NotListed,
        ["CHK-06"] = NotListed,
        ["CHK-07"] = NotListed,
        ["CAN-01/customer-profile"] = NotListed,
        ["CON-04"] = "A write key has no permissions; a token of the profile API reads all of its space.",
        ["IDM-01"] = NoAnswer,
        ["IDM-06"] = NoAnswer,
        ["IDM-05"] = FirstWins,
        ["IDM-03/customer"] = "No API lists identify messages; the repetition under the same id is dropped by the CDP.",
        ["CAN-02/customer"] = "The outcome is Unknown, but no API lists identify messages to look it up.",
        ["SNK-05/customer"] = "No API reads an identify message back by its id; the profile holds its traits.",
        ["SNK-06/customer"] = "Profiles have no versions: the newest message counts.",
        ["SNK-07/customer"] = "Every message under a new key is taken; the planner sends none that says nothing new.",
        ["SNK-09"] = "A message refers to nothing that must be there first.",
        ["FID-01"] = NoAmounts,
        ["FID-02"] = NoAmounts,
        ["FID-03"] = NoAmounts,
        ["FID-06"] = "No text has a limit of its own; a message as a whole has one, and is refused, which the adapter's tests show.",
        ["FID-07"] = "Absent traits are absent; an empty one is kept as it is only in the relationship, where both mean nothing.",
    };
}
