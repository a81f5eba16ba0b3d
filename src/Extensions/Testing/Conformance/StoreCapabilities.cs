namespace Runnel.Testing.Conformance;

/// <summary>What a store can do beside what every store must. A case that needs more does not apply to it.</summary>
[Flags]
public enum StoreCapabilities
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>It keeps its runs when it is closed: <see cref="RunStoreFixture.ReopenAsync"/>.</summary>
    Durable = 1,

    /// <summary>Several processes can use one database: <see cref="RunStoreFixture.OpenAnotherAsync"/>.</summary>
    Shared = 2,

    /// <summary>It speaks to its database over a connection that can be lost: <see cref="RunStoreFixture.KillConnectionAsync"/>.</summary>
    LosesConnections = 4,

    /// <summary>How long finished runs are kept can be set.</summary>
    RetentionSettable = 8,
}
