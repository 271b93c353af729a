using System.Text;

namespace ErpSync.Adapters.Files.Csv;

/// <summary>Reads CSV as RFC 4180 says: fields may be quoted, quotes are doubled, quoted fields may hold line breaks.</summary>
internal static class CsvReader
{
    /// <summary>All records, header first.</summary>
    /// <param name="text">The file.</param>
    /// <param name="separator">Between fields.</param>
    /// <exception cref="CsvCutException">The file ends inside a record.</exception>
    public static List<CsvRecord> Read(string text, char separator)
    {
        var records = new List<CsvRecord>();
        var fields = new List<string>();
        var field = new StringBuilder();
        var (line, start, quoted, hasContent) = (1, 1, false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            line += character == '\n' ? 1 : 0;
            if (quoted)
            {
                if (character != '"')
                {
                    field.Append(character);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = false;
                }
            }
            else if (character == '"' && field.Length == 0)
            {
                (quoted, hasContent) = (true, true);
            }
            else if (character == separator)
            {
                fields.Add(field.ToString());
                field.Clear();
                hasContent = true;
            }
            else if (character == '\n')
            {
                End();
                start = line;
            }
            else if (character != '\r')
            {
                field.Append(character);
                hasContent = true;
            }
        }

        // A complete file ends its last record; without that nobody can tell a short number from a cut one.
        return quoted || hasContent ? throw new CsvCutException(start) : records;

        void End()
        {
            if (hasContent)
            {
                fields.Add(field.ToString());
                records.Add(new CsvRecord(start, [.. fields]));
            }

            fields.Clear();
            field.Clear();
            hasContent = false;
        }
    }
}
