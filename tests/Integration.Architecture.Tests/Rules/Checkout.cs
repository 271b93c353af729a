namespace ErpSync.Architecture.Tests.Rules;

/// <summary>Reads the checkout the tests were built from. Build output is not source.</summary>
internal static class Checkout
{
    public static string Root { get; } = SharedData.CheckoutRoot
        ?? throw new DirectoryNotFoundException("The architecture tests read the sources: run them from a checkout (a folder with ErpSync.slnx).");

    public static IReadOnlyList<SourceFile> Sources(params string[] folders)
        => [.. Files("*.cs", folders).Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(Root, path))))];

    public static IReadOnlyList<string> Files(string pattern, params string[] folders)
        => [.. folders
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(IsSource)
            .Order(StringComparer.Ordinal)];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static bool IsSource(string path) => !path.Split('/').Any(part => part is "bin" or "obj");
}
