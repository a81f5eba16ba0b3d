namespace Runnel.Execution;

internal static class Instants
{
    extension(DateTimeOffset from)
    {
        /// <summary>The instant after a time; for one that is meant as "for ever", the last instant there is.</summary>
        public DateTimeOffset After(TimeSpan time) => time < DateTimeOffset.MaxValue - from ? from + time : DateTimeOffset.MaxValue;
    }
}
