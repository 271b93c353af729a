using System.Text;

namespace ErpSync.Finance.Accounts.Files;

/// <summary>Reads CSV (RFC 4180) with comma or semicolon, whichever the first line holds; empty lines and lines that begin with <c>#</c> are passed by.</summary>
internal static class CsvLines
{
    /// <param name="reader">The file.</param>
    /// <param name="fault">Makes the exception of a file that cannot be read.</param>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(TextReader reader, Func<string, Exception> fault)
    {
        var separator = '\0';
        var number = 0;
        while (reader.ReadLine() is { } text)
        {
            number++;
            var first = number;
            while (text.Count(static character => character == '"') % 2 != 0)
            {
                var next = reader.ReadLine() ?? throw fault($"Line {first}: a quotation mark is not closed. Close it, or double it inside a quoted field.");
                text += "\n" + next;
                number++;
            }

            if (text.Trim().Length == 0 || text.StartsWith('#'))
            {
                continue;
            }

            if (separator == '\0')
            {
                separator = text.Contains(';') ? ';' : ',';
            }

            yield return (first, Split(text, separator));
        }
    }

    private static List<string> Split(string text, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == separator && !quoted)
            {
                fields.Add(field.ToString().Trim());
                field.Clear();
            }
            else
            {
                field.Append(character);
            }
        }

        fields.Add(field.ToString().Trim());
        return fields;
    }
}
