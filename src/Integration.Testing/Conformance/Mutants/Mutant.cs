namespace ErpSync.Testing.Conformance;

/// <summary>A connector that differs from the reference in one thing.</summary>
internal abstract class Mutant(ReferenceClient client, string id) : ReferenceConnector(client, id, ReferenceWebhooks.Secret);
