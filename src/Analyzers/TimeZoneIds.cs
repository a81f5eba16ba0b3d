namespace Runnel.Analyzers;

/// <summary>The time zones that the compiler's machine knows: IANA ids where it has such data, ids of Windows where it can map them.</summary>
internal static class TimeZoneIds
{
    private static readonly bool HasIana = Has("Europe/Berlin") && Has("America/New_York");
    private static readonly bool HasWindows = Has("W. Europe Standard Time");

    /// <summary>Whether there is surely no time zone of an id. Compilers without the data, such as Visual Studio's own, know nothing surely.</summary>
    public static bool AreKnownNotToHave(string id) => HasIana && (HasWindows || id.Contains('/')) && !Has(id);

    private static bool Has(string id)
    {
        try
        {
            TimeZoneInfo.FindSystemTimeZoneById(id);
            return true;
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or ArgumentException or System.Security.SecurityException or IOException)
        {
            return false;
        }
    }
}
