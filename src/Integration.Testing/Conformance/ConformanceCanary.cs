namespace ErpSync.Testing.Conformance;

/// <summary>
/// Personal data of nobody, for the records a fixture makes. The suite looks for these texts, and for <see cref="ConformanceFixture.Secrets"/>, where they
/// must never appear: faults, logs, checkpoints, tags of spans.
/// </summary>
public static class ConformanceCanary
{
    /// <summary>E-mail address.</summary>
    public const string Email = "canary.person@example.com";

    /// <summary>Telephone number.</summary>
    public const string Phone = "+4915550100200";

    /// <summary>Street and number.</summary>
    public const string Street = "Kanarienweg 77";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Email, Phone, Street];
}
