namespace Runnel.Generators.Parsing;

/// <summary>What can be wrong with a declaration. The number is that of the diagnostic, RNL1001 and so on, and of its page.</summary>
internal enum Rule
{
    /// <summary>0: the type that must be partial; 1: the type that members are emitted into, itself or within it.</summary>
    TypeIsNotPartial = 1001,

    /// <summary>0: the class or an enclosing type with type parameters.</summary>
    TypeIsGeneric = 1002,

    /// <summary>0: the task class; 1: abstract or static.</summary>
    TaskCannotBeCreated = 1003,

    /// <summary>0: the task class.</summary>
    TaskIsNotReachable = 1004,

    /// <summary>0: the id.</summary>
    TaskIdIsInvalid = 1005,

    /// <summary>0: the id; 1: the other class.</summary>
    TaskIdIsNotUnique = 1006,

    /// <summary>0: the class.</summary>
    RunMethodIsMissing = 1007,

    /// <summary>0: the class.</summary>
    RunMethodIsAmbiguous = 1008,

    /// <summary>0: the method.</summary>
    RunMethodIsGeneric = 1009,

    /// <summary>0: the method.</summary>
    RunMethodIsAsyncVoid = 1010,

    /// <summary>0: the type; 1: why.</summary>
    OutputIsUnsupported = 1011,

    /// <summary>0: the parameter; 1: its type; 2: why.</summary>
    ParameterIsUnsupported = 1012,

    /// <summary>0: the parameter; 1: ref, in, out or params.</summary>
    ParameterIsByReference = 1013,

    /// <summary>0: the second parameter.</summary>
    StreamsAreAmbiguous = 1014,

    /// <summary>0: the class.</summary>
    ConstructorIsMissing = 1015,

    /// <summary>0: the class.</summary>
    ConstructorIsAmbiguous = 1016,

    /// <summary>0: the parameter; 1: why.</summary>
    ServiceIsUnsupported = 1017,

    /// <summary>0: the class; 1: the member.</summary>
    RequiredMemberIsNotSet = 1018,

    /// <summary>0: the class; 1: the name.</summary>
    GeneratedNameIsTaken = 1019,

    /// <summary>0: the name; 1: the parameter or method.</summary>
    GeneratedNameHidesType = 1020,

    /// <summary>0: the generated type; 1: the parameter or method.</summary>
    GeneratedTypeInSignature = 1021,

    /// <summary>0: the setting; 1: what it must be.</summary>
    SettingIsInvalid = 1022,

    /// <summary>0: the class.</summary>
    TaskIsAlsoClient = 1023,

    /// <summary>0: the type; 1: the parameter, method or class. Only an analyzer can see it: to our generator there is no such type.</summary>
    TypeIsOfAnotherGenerator = 1024,

    /// <summary>0: the class.</summary>
    StreamsAreNoRecord = 1101,

    /// <summary>0: the record.</summary>
    StreamsCannotBeCreated = 1102,

    /// <summary>0: the parameter; 1: its type.</summary>
    StreamIsNoTaskStream = 1103,

    /// <summary>0: the key.</summary>
    StreamKeyIsInvalid = 1104,

    /// <summary>0: the key or name; 1: the parameter that has it already.</summary>
    StreamIsNotUnique = 1105,

    /// <summary>0: the name.</summary>
    StreamNameIsReserved = 1106,

    /// <summary>0: the type given for the streams.</summary>
    ClientStreamsAreInvalid = 1201,

    /// <summary>0: the type given for the payload; 1: why.</summary>
    ClientPayloadIsUnsupported = 1202,

    /// <summary>0: the class.</summary>
    ModuleIsNotStatic = 1301,

    /// <summary>0: the record; 1: the union.</summary>
    StreamPartIsDerivedFrom = 1401,

    /// <summary>0: the class.</summary>
    ScheduleIsNotOnTask = 1501,

    /// <summary>0: the expression; 1: why. Only an analyzer can see it: the generator cannot read expressions.</summary>
    CronExpressionIsInvalid = 1502,

    /// <summary>0: the id. Only an analyzer asks.</summary>
    TimeZoneIsUnknown = 1503,

    /// <summary>0: the class; 1: why.</summary>
    ScheduledPayloadCannotBeMade = 1504,

    /// <summary>0: the class; 1: the id or expression.</summary>
    ScheduleIsNotUnique = 1505,

    /// <summary>0: the name.</summary>
    ToolNameIsInvalid = 1601,

    /// <summary>0: the name of the tool or of what is emitted for it; 1: the other one.</summary>
    ToolIsNotUnique = 1602,

    /// <summary>0: the type given for a tool; 1: the set.</summary>
    ToolIsNoToolTask = 1603,

    /// <summary>0: the method; 1: its class. Only an analyzer asks.</summary>
    ToolIsNotInTools = 1604,

    /// <summary>0: the class.</summary>
    ToolIsAlsoTask = 1605,

    /// <summary>0: the method; 1: why.</summary>
    ToolMethodIsUnsupported = 1606,
}
