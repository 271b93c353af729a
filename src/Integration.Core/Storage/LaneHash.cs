using System.Text;

namespace ErpSync.Storage;

/// <summary>Spreads subjects over lanes. Stable for ever: the lane is stored.</summary>
public static class LaneHash
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    /// <summary>The lane of a subject: FNV-1a over the UTF-8 bytes of flow, a zero byte and id, modulo the number of lanes.</summary>
    /// <param name="subject">Subject.</param>
    /// <param name="laneCount">Number of lanes, at least 1.</param>
    public static int Of(SubjectKey subject, int laneCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(laneCount, 1);
        var separated = unchecked(Mix(Offset, subject.Flow) * Prime);
        return (int)(Mix(separated, subject.Id) % (uint)laneCount);
    }

    private static uint Mix(uint hash, string text)
    {
        unchecked
        {
            Span<byte> buffer = stackalloc byte[512];
            var bytes = Encoding.UTF8.GetByteCount(text) <= buffer.Length
                ? buffer[..Encoding.UTF8.GetBytes(text, buffer)]
                : Encoding.UTF8.GetBytes(text);
            foreach (var value in bytes)
            {
                hash = (hash ^ value) * Prime;
            }

            return hash;
        }
    }
}
