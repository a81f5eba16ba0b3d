using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Runnel.Validation;

/// <summary>
/// Holds a bound value against its rules: first what an object holds, innermost first, then the object itself, and what it says of itself
/// (<see cref="IValidatableObject"/>) only where nothing else was wrong with it.
/// </summary>
internal sealed class PayloadValidator
{
    private const int MaxProblems = 10;

    private readonly JsonSerializerOptions options;
    private readonly ValidationPlans plans;
    private readonly ProblemList problems = new(MaxProblems);
    private readonly JsonPlace place = new();
    private readonly int maxDepth;

    private PayloadValidator(JsonSerializerOptions options)
    {
        this.options = options;
        plans = ValidationPlans.Of(options);
        maxDepth = Contracts.MaxDepthOf(options);
    }

    /// <summary>What is wrong with a value that was bound as a type; <see langword="null"/> if nothing is.</summary>
    public static ProblemList? Validate(object value, Type type, JsonSerializerOptions options)
    {
        if (!ValidationPlans.Of(options).HasRules(type))
        {
            return null;
        }

        var validator = new PayloadValidator(options);
        validator.Visit(value, type, nulls: null);
        return validator.problems.Count > 0 ? validator.problems : null;
    }

    private void Visit(object value, Type type, ItemNulls? nulls)
    {
        if (problems.IsFull || (nulls is null && !plans.HasRules(type)))
        {
            return;
        }

        if (place.Depth > maxDepth)
        {
            Add($"it is nested more than {maxDepth} levels deep.");
            return;
        }

        // By the declared type, for which there is a contract: a list may be of a class that has none.
        var plan = plans.Of(plans.Of(type).IsUnion ? value.GetType() : type);
        var before = problems.Count;
        if (plan.Enum is { } values && !values.IsDefined(value))
        {
            Add($"expected {ExpectedText.Of(type, options)}, got {ValueText.Plain(value)}.");
        }
        else if (Numbers.IsInfinite(value))
        {
            Add($"the number is beyond what a {(value is double ? "double" : "float")} can hold.");
        }

        VisitMembers(value, plan);
        if (plan.Element is not null)
        {
            VisitItems(value, plan, nulls);
        }

        if (problems.Count == before)
        {
            VisitObject(value, plan);
        }
    }

    private void VisitMembers(object value, TypePlan plan)
    {
        var context = new RuleContext(value, plan);
        foreach (var member in plan.Members)
        {
            if (member.Get is null || (!member.HasRules && !(member.IsBound && plans.HasRules(member.Type))))
            {
                continue;
            }

            place.Push(member.Name);
            if (TryGet(member, value, out var held))
            {
                Apply(member.Rules, held, context.At(member));
                if (held is not null && member.IsBound && !(held.GetType().IsValueType && member.IsAbsent(held)))
                {
                    Visit(held, member.Type, member.ItemNulls);
                }
            }

            place.Pop();
        }
    }

    private bool TryGet(MemberPlan member, object value, out object? held)
    {
        try
        {
            held = member.Get!(value);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            held = null;
            Add($"its getter threw {exception.GetType().Name}: {exception.Message}", exception);
            return false;
        }
    }

    private void VisitItems(object value, TypePlan plan, ItemNulls? nulls)
    {
        var index = 0;
        foreach (var (key, item) in ItemsOf(value, plan))
        {
            if (problems.IsFull)
            {
                return;
            }

            if (key is null)
            {
                place.Push(index++);
            }
            else
            {
                place.Push(key is IFormattable named ? named.ToString(format: null, CultureInfo.InvariantCulture) : key.ToString()!);
                if (plan.Key is { } keys && !keys.IsDefined(key))
                {
                    Add($"the key is none of {string.Join(", ", keys.Names)}.");
                }
            }

            if (item is not null)
            {
                Visit(item, plan.Element!, nulls?.Inner);
            }
            else if (nulls is { Allowed: false })
            {
                Add("null is not allowed here.");
            }

            place.Pop();
        }
    }

    private IEnumerable<(object? Key, object? Item)> ItemsOf(object value, TypePlan plan)
    {
        if (!plan.IsDictionary)
        {
            return ((IEnumerable)value).Cast<object?>().Select(item => ((object?)null, item));
        }

        return value is IDictionary dictionary
            ? dictionary.Keys.Cast<object>().Select(key => ((object?)key, dictionary[key]))
            : ((IEnumerable)value).Cast<object>().Select(EntryOf).Where(entry => entry.Key is not null);
    }

    // A dictionary of the user's may have only the generic interface. Its pairs can be looked into where they have a contract: reflection makes one.
    private (object? Key, object? Item) EntryOf(object pair)
    {
        var entry = plans.Of(pair.GetType());
        return (entry.Find("Key")?.Get?.Invoke(pair), entry.Find("Value")?.Get?.Invoke(pair));
    }

    private void VisitObject(object value, TypePlan plan)
    {
        var context = new RuleContext(value, plan).At(of: null);
        var before = problems.Count;
        Apply(plan.Rules, value, context);
        if (value is not IValidatableObject itself || problems.Count > before)
        {
            return;
        }

        try
        {
            foreach (var result in itself.Validate(context.Validation))
            {
                if (result is not null && result != ValidationResult.Success)
                {
                    AddResult(result, plan);
                }
            }
        }
        catch (RegexMatchTimeoutException exception)
        {
            Add("it could not be checked in time.", exception);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Add($"its validation threw {exception.GetType().Name}: {exception.Message}", exception);
        }
    }

    private void AddResult(ValidationResult result, TypePlan plan)
    {
        var named = result.MemberNames?.FirstOrDefault();
        if (named is null)
        {
            Add(result.ErrorMessage ?? "it is not valid.");
            return;
        }

        place.Push(plan.Find(named)?.Name ?? named);
        Add(result.ErrorMessage ?? "it is not valid.");
        place.Pop();
    }

    private void Apply(IReadOnlyList<Rule> rules, object? value, RuleContext context)
    {
        foreach (var rule in rules)
        {
            try
            {
                if (rule.Objection(value, context) is { } objection)
                {
                    Add(objection);
                    if (rule is RequiredRule)
                    {
                        return;
                    }
                }
            }
            catch (RegexMatchTimeoutException exception)
            {
                Add($"its rule {rule.Name} could not be checked in time.", exception);
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Add($"its rule {rule.Name} threw {exception.GetType().Name}: {exception.Message}", exception);
            }
        }
    }

    private void Add(string reason, Exception? exception = null) => problems.Add(place.ToString(), reason, exception);
}
