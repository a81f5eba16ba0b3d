using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>Calls the reader for a type that only the test's list knows.</summary>
internal static class UntypedReader
{
    public static object Read(byte[] json, JsonTypeInfo type)
    {
        try
        {
            return typeof(UntypedReader).GetMethod(nameof(ReadAs), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.Type).Invoke(null, [json, type])!;
        }
        catch (TargetInvocationException exception)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    private static object ReadAs<T>(byte[] json, JsonTypeInfo<T> type)
        where T : notnull => PayloadReader.Read(json, type);
}
