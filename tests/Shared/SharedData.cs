using Xunit;

namespace ErpSync;

/// <summary>
/// Finds the evidence kept beside the checkout (schemas, recorded responses, worked examples). It is not part of the project, so
/// every test that reads it has to say so with <see cref="SharedDataFactAttribute"/> or <see cref="SharedDataTheoryAttribute"/>.
/// </summary>
internal static class SharedData
{
    /// <summary>The name of the environment variable that points at the folder when it is not the checkout's sibling.</summary>
    public const string EnvironmentVariable = "ERPSYNC_SHARED";

    /// <summary>The folder with the shared evidence, or null where it is absent.</summary>
    public static string? Root { get; } = FindRoot();

    /// <summary>The folder that holds <c>ErpSync.slnx</c>, or null when the tests run away from a checkout.</summary>
    public static string? CheckoutRoot { get; } = FindCheckout();

    /// <summary>A path below <see cref="Root"/>; throws where the folder is absent, so call it from shared-data tests only.</summary>
    public static string PathOf(params string[] parts)
        => Path.Combine([Root ?? throw new DirectoryNotFoundException(Absence), .. parts]);

    /// <summary>Why a test cannot run, or null when everything it needs is there.</summary>
    public static string? WhyMissing(string? needed)
    {
        if (Root is null) return Absence;
        if (needed is null) return null;
        var path = Path.Combine(Root, needed);
        return File.Exists(path) || Directory.Exists(path) ? null : $"The shared folder holds no '{needed}'.";
    }

    private static string Absence
        => $"Needs the folder 'shared' beside the checkout (or {EnvironmentVariable} naming it); it is not here.";

    private static string? FindRoot()
    {
        var named = Environment.GetEnvironmentVariable(EnvironmentVariable);
        if (!string.IsNullOrWhiteSpace(named)) return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        var above = FindCheckout() is { } checkout ? Directory.GetParent(checkout)?.FullName : null;
        if (above is null) return null;
        var sibling = Path.Combine(above, "shared");
        return Directory.Exists(sibling) ? sibling : null;
    }

    private static string? FindCheckout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ErpSync.slnx"))) return folder.FullName;
        }

        return null;
    }
}

/// <summary>A fact that reports itself as skipped, with the reason, where the shared evidence is not beside the checkout.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataFactAttribute : FactAttribute
{
    /// <param name="needed">A file or folder below the shared root that the test reads; null when any content will do.</param>
    public SharedDataFactAttribute(string? needed = null) => Skip = SharedData.WhyMissing(needed);
}

/// <summary>
/// A theory that reports itself as skipped, with the reason, where the shared evidence is not beside the checkout. A skipped theory
/// does not enumerate its data; a data source that runs anyway should return nothing when <see cref="SharedData.Root"/> is null.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    /// <param name="needed">A file or folder below the shared root that the test reads; null when any content will do.</param>
    public SharedDataTheoryAttribute(string? needed = null) => Skip = SharedData.WhyMissing(needed);
}
