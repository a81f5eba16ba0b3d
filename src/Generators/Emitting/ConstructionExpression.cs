using Runnel.Generators.Models;

namespace Runnel.Generators.Emitting;

/// <summary>One argument of the call to a task's constructor.</summary>
internal static class ConstructionExpression
{
    private const string Services = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions";
    private const string KeyedServices = "global::Microsoft.Extensions.DependencyInjection.ServiceProviderKeyedServiceExtensions";

    public static string Of(ServiceModel service, int position)
    {
        var type = service.Type.Name;
        return service.Kind switch
        {
            ServiceKind.Provider => "services",
            ServiceKind.Required when service.Key is null => $"{Services}.GetRequiredService<{type}>(services)",
            ServiceKind.Required => $"{KeyedServices}.GetRequiredKeyedService<{type}>(services, {service.Key})",
            ServiceKind.Optional when service.Key is null => $"{Services}.GetService<{type}>(services){OrDefault(service)}",
            ServiceKind.Optional => $"{KeyedServices}.GetKeyedService<{type}>(services, {service.Key}){OrDefault(service)}",

            // An absent service is null, which the type cannot hold.
            _ => $"services.GetService(typeof({type})) is {type} service{position} ? service{position} : {service.Default}",
        };
    }

    private static string OrDefault(ServiceModel service) => service switch
    {
        { Default: { } value } => " ?? " + value,
        { Type.IsNullableReference: true } => "",
        _ => "!",
    };
}
