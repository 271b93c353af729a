#:property PublishAot=false
#:property GenerateDocumentationFile=false

// Looks into the packages after `dotnet pack`: dotnet run eng/CheckPackages.cs -- SOURCES PACKAGES
// Every project below SOURCES must have given a package with assembly, XML docs and README, and a symbol package with a portable PDB.
using System.IO.Compression;
using System.Xml.Linq;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: dotnet run eng/CheckPackages.cs -- SOURCES PACKAGES");
    return 2;
}

var problems = new List<string>();
var projects = Directory.EnumerateFiles(args[0], "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
foreach (var project in projects)
{
    var id = Path.GetFileNameWithoutExtension(project).Replace("Integration.", "ErpSync.", StringComparison.Ordinal);
    CheckPackage(id);
    CheckSymbols(id);
}

if (projects.Count == 0) problems.Add($"No project below {args[0]}.");
foreach (var problem in problems) Console.Error.WriteLine($"error: {problem}");
Console.WriteLine($"{projects.Count} packages checked, {problems.Count} problems");
return problems.Count == 0 ? 0 : 1;

void CheckPackage(string id)
{
    if (Open(id, ".nupkg") is not { } package) return;
    using (package)
    {
        Need(package, id, $"lib/net10.0/{id}.dll");
        Need(package, id, "README.md");
        if (Need(package, id, $"lib/net10.0/{id}.xml") is { } docs)
        {
            using var stream = docs.Open();
            if (XDocument.Load(stream).Root?.Element("members") is null) problems.Add($"{id}: its XML documentation has no members element.");
        }

        if (Need(package, id, $"{id}.nuspec") is { } manifest)
        {
            using var stream = manifest.Open();
            var metadata = XDocument.Load(stream).Root!.Elements().First(element => element.Name.LocalName == "metadata").Elements()
                .ToDictionary(element => element.Name.LocalName, element => element.Value, StringComparer.Ordinal);
            foreach (var wanted in new[] { "readme", "license", "description", "tags" })
            {
                if (string.IsNullOrWhiteSpace(metadata.GetValueOrDefault(wanted))) problems.Add($"{id}: its manifest states no {wanted}.");
            }
        }
    }
}

void CheckSymbols(string id)
{
    if (Open(id, ".snupkg") is not { } package) return;
    using (package)
    {
        if (Need(package, id, $"lib/net10.0/{id}.pdb") is not { } symbols) return;
        using var stream = symbols.Open();
        var signature = new byte[4];
        stream.ReadExactly(signature);
        if (!signature.AsSpan().SequenceEqual("BSJB"u8)) problems.Add($"{id}: its symbols are not a portable PDB.");
    }
}

ZipArchive? Open(string id, string extension)
{
    var files = Directory.EnumerateFiles(args[1], id + ".*" + extension)
        .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[id.Length + 1]))
        .ToList();
    if (files.Count == 1) return ZipFile.OpenRead(files[0]);
    problems.Add($"{id}: {files.Count} {extension} files in {args[1]}, expected one.");
    return null;
}

ZipArchiveEntry? Need(ZipArchive package, string id, string path)
{
    var entry = package.GetEntry(path);
    if (entry is null || entry.Length == 0) problems.Add($"{id}: {path} is missing or empty.");
    return entry;
}
