namespace ErpSync.Sandbox.Tests.BusinessCentral;

internal sealed record Known(string Name, string Set, Dictionary<string, Shape> Fields, HashSet<string> Navigations, HashSet<string> Actions);

internal sealed record Shape(string Type, string MaxLength);
