using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Runnel.Json;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>Schemas as a model gets them.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void OfGeneratedArguments() => AssertSchema<AnnotatedArguments>("""
        {
          "type": "object",
          "properties": {
            "city": { "description": "City name", "type": "string", "pattern": "\\S", "maxLength": 20 },
            "days": { "type": "integer", "minimum": 1, "maximum": 14 },
            "tags": { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 3 },
            "unit": { "description": "Unit", "type": ["string", "null"], "default": "c", "enum": ["c", "f", null] }
          },
          "required": ["city", "days", "tags"]
        }
        """);

    [Fact]
    public void OfRecursiveTypes_HasDefinitions() => AssertSchema<Node>("""
        {
          "type": "object",
          "properties": { "value": { "type": "string" }, "next": { "$ref": "#/$defs/next" } },
          "required": ["value"],
          "$defs": {
            "next": {
              "type": ["object", "null"],
              "properties": { "value": { "type": "string" }, "next": { "$ref": "#/$defs/next" } },
              "required": ["value"],
              "default": null
            }
          }
        }
        """);

    [Fact]
    public void OfUnions() => AssertSchema<Shape>("""
        {
          "type": "object",
          "anyOf": [
            { "properties": { "kind": { "const": 1 }, "radius": { "type": "number" }, "label": { "type": "string" } }, "required": ["kind", "radius", "label"] },
            { "properties": { "kind": { "const": 2 }, "side": { "type": "number" }, "label": { "type": "string" } }, "required": ["kind", "side", "label"] },
            { "properties": { "label": { "type": "string", "maxLength": 5 } }, "required": ["label"], "not": { "required": ["kind"] } }
          ]
        }
        """);

    [Fact]
    public void WhatWouldFailItsOwnRulesIfLeftOut_IsRequired() => AssertSchema<RequiredByDefault>("""
        {
          "type": "object",
          "properties": { "days": { "type": "integer", "minimum": 1, "maximum": 5 }, "text": { "type": "string", "minLength": 2 } },
          "required": ["days", "text"]
        }
        """);

    [Fact]
    public void OfLimits_TheNarrowerIsSaid_AndNoInfinity() => AssertSchema<Limited>("""
        {
          "type": "object",
          "properties": {
            "open": { "type": "number", "minimum": 1 },
            "below": { "type": "number", "exclusiveMaximum": 5 },
            "twice": { "type": "number", "minimum": 1.5, "maximum": 8 },
            "strict": { "type": "integer", "exclusiveMinimum": 5, "maximum": 10 }
          },
          "required": ["open", "below", "twice", "strict"]
        }
        """);

    internal sealed record Limited(
        [Range(1, double.PositiveInfinity)] double Open,
        [Range(double.NegativeInfinity, 5, MaximumIsExclusive = true)] double Below,
        [Range(1, 10)][property: Range(1.5, 8.0)] double Twice,
        [Range(5, 10, MinimumIsExclusive = true)][property: Range(0, 20, MinimumIsExclusive = true)] int Strict);

    [Fact]
    public void OfEnumsAsNumbers_ListsAndNamesThem() => AssertSchema<NumberEnums>("""
        {
          "type": "object",
          "properties": {
            "level": { "description": "1 = Low, 10 = High.", "type": "integer", "enum": [1, 10] },
            "mode": { "description": "0 = Read, 1 = Write, 2 = Execute.", "type": "integer", "enum": [0, 1, 2], "default": 1 }
          },
          "required": ["level"]
        }
        """);

    [Fact]
    public void Strict_EveryMemberIsRequired_AndOptionalOnesAreNullable() => AssertSchema<AnnotatedArguments>("""
        {
          "type": "object",
          "properties": {
            "city": { "description": "City name Characters at most: 20.", "type": "string", "pattern": "\\S" },
            "days": { "type": "integer", "minimum": 1, "maximum": 14 },
            "tags": { "type": "array", "items": { "type": "string" }, "minItems": 1, "maxItems": 3 },
            "unit": { "description": "Unit Default: c.", "type": ["string", "null"], "enum": ["c", "f", null] }
          },
          "required": ["city", "days", "tags", "unit"],
          "additionalProperties": false
        }
        """, strict: true);

    [Fact]
    public void Strict_TheMembersOfAUnion_AreObjectsOfTheirOwn()
    {
        var schema = PayloadSchema.Create(typeof(Household), Reading.Options, strict: true);
        const string Union = """
            {
              "anyOf": [
                {
                  "type": "object",
                  "properties": { "$type": { "type": "string", "const": "cat" }, "lives": { "type": "integer", "minimum": 1, "maximum": 9 }, "name": { "type": "string" } },
                  "required": ["$type", "lives", "name"],
                  "additionalProperties": false
                },
                {
                  "type": "object",
                  "properties": { "$type": { "type": "string", "const": "dog" }, "friend": { "anyOf": [{ "$ref": "#/$defs/friend" }, { "type": "null" }] }, "name": { "type": "string" } },
                  "required": ["$type", "friend", "name"],
                  "additionalProperties": false
                }
              ]
            }
            """;
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Union), schema.GetProperty("properties").GetProperty("first")), schema.ToString());
    }

    [Theory]
    [InlineData(typeof(Dictionaries), "$.counts")]
    [InlineData(typeof(Anything), "$.any")]
    [InlineData(typeof(Animal), "no union")]
    public void Strict_WhatHasNone_IsSaid(Type type, string place) =>
        Assert.Contains(place, Assert.Throws<NotSupportedException>(() => PayloadSchema.Create(type, Reading.Options, strict: true)).Message);

    [Fact]
    public void OfAnOutput_HasWhatIsWritten_AndNoRules()
    {
        var schema = PayloadSchema.CreateOutput(typeof(Computed), Reading.Options);

        Assert.True(schema.GetProperty("properties").TryGetProperty("area", out _));
        Assert.False(PayloadSchema.Create(typeof(Computed), Reading.Options).GetProperty("properties").TryGetProperty("area", out _));
        Assert.False(PayloadSchema.CreateOutput(typeof(Ranges), Reading.Options).GetProperty("properties").GetProperty("days").TryGetProperty("minimum", out _));
    }

    [Fact]
    public void DefaultsOfStructs_NeedAContract_ThatIsNotMadeByReflection()
    {
        Assert.Contains("JsonSerializerContext", Assert.Throws<NotSupportedException>(() => PayloadSchema.Create(typeof(StructDefaults), Reading.Options)).Message);

        var schema = PayloadSchema.Create(typeof(StructDefaults), RunnelJson.Create([], [RuleContracts.Default]));
        Assert.Equal("0001-01-01", schema.GetProperty("properties").GetProperty("day").GetProperty("default").GetString());
        Assert.False(schema.TryGetProperty("required", out _));
    }

    private static void AssertSchema<T>(string expected, bool strict = false)
    {
        var schema = PayloadSchema.Create(typeof(T), Reading.Options, strict);
        var shown = JsonSerializer.Serialize(schema, new JsonSerializerOptions { WriteIndented = true, Encoder = RunnelJson.Encoder });
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), schema), shown);
    }
}
