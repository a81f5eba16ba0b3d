using System.ComponentModel.DataAnnotations;

namespace Runnel.Validation;

/// <summary>Where a value stands that rules look at: in which object, under which name.</summary>
internal sealed class RuleContext(object owner, TypePlan plan)
{
    private readonly object owner = owner;
    private ValidationContext? validation;
    private MemberPlan? member;

    /// <summary>The member's name in JSON, which is the one that the sender knows.</summary>
    public string Name => member?.Name ?? plan.Name;

    /// <summary>Whether the member is null where it is left out.</summary>
    public bool IsNullByDefault => member?.IsNullByDefault ?? false;

    /// <summary>What attributes of the user are given. The constructor is the one that looks up nothing by reflection.</summary>
    public ValidationContext Validation
    {
        get
        {
            validation ??= new ValidationContext(owner, Name, serviceProvider: null, items: null);
            validation.DisplayName = Name;
            validation.MemberName = member?.ClrName;
            return validation;
        }
    }

    public RuleContext At(MemberPlan? of)
    {
        member = of;
        return this;
    }

    /// <summary>The value of another member of the same object.</summary>
    public bool TryGet(string clrName, out object? value)
    {
        var other = plan.Find(clrName);
        value = other?.Get?.Invoke(owner);
        return other?.Get is not null;
    }
}
