namespace ErpSync.Sandbox.BusinessCentral.Rules;

/// <summary>Texts shared by the journal pages.</summary>
internal static class FinanceErrors
{
    public const string NoBatch = "You must specify a journal batch ID or a journal ID to get a journal line.";
}
