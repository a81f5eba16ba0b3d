using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>Reads as payloads are read.</summary>
internal static class Reading
{
    public static readonly JsonSerializerOptions Options = RunnelJson.Create([new CorpusArguments()], []);

    public static T Read<T>(string json)
        where T : notnull => PayloadReader.Read(Encoding.UTF8.GetBytes(json), (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T)));

    /// <summary>What is wrong: each place and its reason in a line of its own.</summary>
    public static IReadOnlyList<string> Problems<T>(string json)
        where T : notnull =>
        [.. Assert.Throws<InvalidPayloadException>(() => Read<T>(json)).Problems.Select(problem => $"{problem.Path}: {problem.Reason}")];

    public static string Problem<T>(string json)
        where T : notnull => Assert.Single(Problems<T>(json));
}
