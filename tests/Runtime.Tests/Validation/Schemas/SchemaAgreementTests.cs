using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>What the schema accepts the binder accepts, and the other way round, whatever the JSON.</summary>
public sealed class SchemaAgreementTests
{
    private static JsonSerializerOptions Options => Reading.Options;

    // RUNNEL_SCHEMA_CASES=20000 looks longer, and elsewhere each time.
    private static readonly int? Campaign = int.TryParse(Environment.GetEnvironmentVariable("RUNNEL_SCHEMA_CASES"), out var cases) ? cases : null;

    public static TheoryData<string> Types => [.. Corpus.Types.Select(type => type.Name)];

    public static TheoryData<string> StrictTypes => [.. Corpus.StrictTypes.Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Types))]
    public void WhatTheSchemaAccepts_TheBinderAccepts(string name)
    {
        var (type, schema) = Of(name);
        Check(new SchemaSamples(schema).All, json => Assert.True(Binds(type, json, out var error), $"{json}\nis refused: {error}\n{schema}"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void WhatTheBinderAccepts_TheSchemaAcceptsAsItIsWritten(string name)
    {
        var (type, schema) = Of(name);
        var checker = new SchemaChecker(schema);
        Check(new SchemaSamples(schema).All.SelectMany(Mutations.Of), json =>
        {
            if (Read(type, json) is { } value)
            {
                var written = JsonSerializer.SerializeToElement(value, type);
                Assert.True(checker.Accepts(written), $"{written}\nis not of\n{schema}");
                Assert.True(Binds(type, written, out var error), $"{written}\nis refused: {error}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void OfChangedJson_SchemaAndBinderThinkTheSame(string name)
    {
        var (type, schema) = Of(name);
        var checker = new SchemaChecker(schema);
        Check(new SchemaSamples(schema).All.SelectMany(Mutations.Of), json =>
        {
            var binds = Binds(type, json, out var error);
            Assert.True(checker.Accepts(json) == binds || (binds && checker.Accepts(WithoutSpaces(json))), $"{json}\nbinder: {error ?? "accepted"}\n{schema}");
        });
    }

    [Theory]
    [MemberData(nameof(StrictTypes))]
    public void WhatTheStrictSchemaAccepts_TheBinderAccepts_WithoutTheNullsOfWhatIsLeftOut(string name)
    {
        var type = Options.GetTypeInfo(Corpus.StrictTypes.Single(one => one.Name == name));
        var schema = PayloadSchema.Create(type.Type, Options, strict: true);
        Check(new SchemaSamples(schema).All, json =>
        {
            var given = JsonDocument.Parse(OptionalNulls.Remove(Encoding.UTF8.GetBytes(json.GetRawText()), type)).RootElement;
            Assert.True(Binds(type, given, out var error), $"{json}\nas\n{given}\nis refused: {error}\n{schema}");
        });
    }

    // The one leniency that changes make: spaces about the name of an enum and in Base64 are skipped. What has been read is written without them.
    private static JsonElement WithoutSpaces(JsonElement json) => JsonDocument.Parse(json.GetRawText().Replace("\\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal)).RootElement;

    private static (JsonTypeInfo Type, JsonElement Schema) Of(string name)
    {
        var type = Options.GetTypeInfo(Corpus.Types.Single(one => one.Name == name));
        return (type, PayloadSchema.Create(type.Type, Options));
    }

    private static void Check(Gen<JsonElement> samples, Action<JsonElement> holds)
    {
        var configuration = Config.QuickThrowOnFailure.WithMaxTest(Campaign ?? 150);
        configuration = Campaign is null ? configuration.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(42UL, 7UL), FSharpOption<int>.None))) : configuration;
        FsCheck.Check.One(configuration, Prop.ForAll(samples.ToArbitrary(), holds));
    }

    private static object? Read(JsonTypeInfo type, JsonElement json) => Binds(type, json, out _, out var value) ? value : null;

    private static bool Binds(JsonTypeInfo type, JsonElement json, out string? error) => Binds(type, json, out error, out _);

    private static bool Binds(JsonTypeInfo type, JsonElement json, out string? error, out object? value)
    {
        try
        {
            value = UntypedReader.Read(Encoding.UTF8.GetBytes(json.GetRawText()), type);
            error = null;
            return true;
        }
        catch (InvalidPayloadException exception)
        {
            (value, error) = (null, exception.Message);
            return false;
        }
    }
}
