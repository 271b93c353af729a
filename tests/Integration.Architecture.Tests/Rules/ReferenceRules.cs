using System.Reflection;
using System.Xml.Linq;

namespace ErpSync.Architecture.Tests.Rules;

/// <summary>Which assembly may know which.</summary>
internal static class ReferenceRules
{
    private static readonly string[] ForbiddenInCore =
        ["System.Net.Http", "System.Data", "Microsoft.Data", "Microsoft.AspNetCore", "Microsoft.Extensions.Http", "Npgsql", "GraphQL", "Microsoft.OData", "Azure"];

    private static readonly string[] Vendors =
        ["Shopify", "BusinessCentral", "Dynamics", "Navision", "Netsuite", "Woocommerce", "Magento", "Hubspot", "Salesforce"];

    private static readonly string[] Technologies = ["Http", "GraphQl", "OData", "Sqlite", "Postgre", "Npgsql", "Orleans"];

    /// <summary>Core speaks to no wire and no database by itself.</summary>
    public static IEnumerable<string> CoreKnowsNoWire(IEnumerable<string> referencedAssemblies)
        => referencedAssemblies
            .Where(name => ForbiddenInCore.Any(forbidden => name == forbidden || name.StartsWith(forbidden + ".", StringComparison.Ordinal)))
            .Select(name => $"The core references {name}: HTTP, SQL and vendors belong in adapters and stores.");

    /// <summary>Core's names are the field's own, never a vendor's; its types carry no transport in their names either.</summary>
    public static IEnumerable<string> CoreNamesNoVendor(IEnumerable<Type> types)
    {
        foreach (var type in types.Where(type => !type.Name.StartsWith('<')))
        {
            foreach (var word in Vendors.Concat(Technologies).Where(word => type.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{type.FullName} says '{word}' in the core.";
            }

            foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                foreach (var word in Vendors.Where(word => member.Name.Contains(word, StringComparison.OrdinalIgnoreCase)))
                {
                    yield return $"{type.FullName}.{member.Name} says '{word}' in the core.";
                }
            }
        }
    }

    /// <summary>What a library project may reference, by its name: the core nothing, everything else the core only.</summary>
    public static IEnumerable<string> ProjectReferences(string projectPath, string projectXml)
    {
        var name = Path.GetFileNameWithoutExtension(projectPath);
        var references = XDocument.Parse(projectXml).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        foreach (var reference in references)
        {
            if (reference.StartsWith("Integration.Adapters.", StringComparison.Ordinal))
            {
                yield return $"{name} references {reference}: nothing in src depends on an adapter.";
            }
            else if (name == "Integration.Core" || reference != "Integration.Core")
            {
                yield return $"{name} references {reference}: libraries depend on Integration.Core only.";
            }
        }
    }

    /// <summary>The same arrow in compiled form, so that a package cannot smuggle it in.</summary>
    public static IEnumerable<string> AssemblyReferences(string assembly, IEnumerable<string> referencedAssemblies)
        => referencedAssemblies
            .Where(reference => reference.StartsWith("ErpSync.", StringComparison.Ordinal) && reference != assembly)
            .Where(reference => assembly == "ErpSync.Core" || reference != "ErpSync.Core")
            .Select(reference => $"{assembly} references {reference}: libraries depend on ErpSync.Core only.");
}
