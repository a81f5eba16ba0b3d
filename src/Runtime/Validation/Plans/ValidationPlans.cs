using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>The plans of one host's types, each made once.</summary>
internal sealed class ValidationPlans(JsonSerializerOptions options)
{
    // Plans belong to the options that their contracts come from, and go with them.
    private static readonly ConditionalWeakTable<JsonSerializerOptions, ValidationPlans> Cache = [];

    private readonly JsonSerializerOptions options = options;
    private readonly ConcurrentDictionary<Type, TypePlan> plans = new();
    private readonly ConcurrentDictionary<Type, bool> withRules = new();

    public static ValidationPlans Of(JsonSerializerOptions options) => Cache.GetValue(options, static of => new ValidationPlans(of));

    public TypePlan Of(Type type) => plans.GetOrAdd(type, static (key, all) => new TypePlan(key, Contracts.Find(key, all.options)), this);

    /// <summary>Whether a value of this type, or anything in it, has a rule. If not, it need not be looked at.</summary>
    public bool HasRules(Type type) => withRules.GetOrAdd(type, static (key, all) => all.FindRules(key), this);

    private bool FindRules(Type type)
    {
        var seen = new HashSet<Type> { type };
        var left = new Queue<Type>(seen);
        while (left.TryDequeue(out var next))
        {
            var plan = Of(next);
            if (plan.HasRules)
            {
                return true;
            }

            foreach (var part in plan.Parts)
            {
                var bare = Nullable.GetUnderlyingType(part) ?? part;
                if (seen.Add(bare))
                {
                    left.Enqueue(bare);
                }
            }
        }

        return false;
    }
}
