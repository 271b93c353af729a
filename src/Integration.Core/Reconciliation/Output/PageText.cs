using System.Globalization;
using System.Text;
using ErpSync.Reconciliation.Settings;

namespace ErpSync.Reconciliation.Output;

/// <summary>Texts of the page, for people: names as words, amounts in groups of thousands. Files for machines use <see cref="AmountText"/>.</summary>
internal sealed class PageText(ReconciliationSettings settings)
{
    private readonly AmountText _amounts = new(settings);

    public string Of(decimal amount, BalanceUnit unit)
    {
        var text = _amounts.Of(Math.Abs(amount), unit);
        var point = text.IndexOf('.', StringComparison.Ordinal) is >= 0 and var found ? found : text.Length;
        var grouped = new StringBuilder(text);
        for (var place = point - 3; place > 0; place -= 3)
        {
            grouped.Insert(place, ',');
        }

        return amount < 0m ? grouped.Insert(0, '-').ToString() : grouped.ToString();
    }

    public static string Of(DateOnly date) => AmountText.Of(date);

    public static string Of(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public static string Percent(decimal percent) => AmountText.Percent(percent);

    /// <summary>A name as words: <c>GatewayClearing</c> becomes <c>Gateway clearing</c>. Short names in capitals stay as they are.</summary>
    public static string Words(string name, bool isStart = true)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsAsciiLetterUpper(name[i]) && (char.IsAsciiLetterLower(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            var isCapital = i + 1 < name.Length && char.IsAsciiLetterUpper(name[i + 1]);
            if (startsWord && name[i - 1] != ' ')
            {
                words.Append(' ');
            }

            words.Append((startsWord || (i == 0 && !isStart)) && !isCapital && i + 1 < name.Length ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }
}
