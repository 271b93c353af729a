using System.Buffers.Text;
using System.Text;
using System.Text.RegularExpressions;

namespace ErpSync.Adapters.BusinessCentral.Api;

/// <summary>What a refusal asks a new token for. A revoked token is answered so; handed on, the claims make a credential pass over the tokens it remembers.</summary>
internal static partial class BcClaims
{
    public static string? Of(HttpResponseMessage refusal) => refusal.Headers.WwwAuthenticate
        .Select(static challenge => Claims().Match(challenge.Parameter ?? "")).Where(static match => match.Success).Select(static match => Decode(match.Groups[1].Value)).FirstOrDefault();

    private static string? Decode(string encoded)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(encoded.TrimEnd('=').Replace('+', '-').Replace('/', '_')));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex("(?:^|[ ,])claims=\"([^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Claims();
}
