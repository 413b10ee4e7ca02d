using MappingBoard.Shared.Log;

namespace MappingBoard.Server.Rooms;

/// <summary>Keeps snapshots: a cache, whose loss is harmless (O3). Thread-safe.</summary>
public interface ISnapshotKeeper
{
    /// <summary>Keeps a snapshot of this ledger when there is time for it; a newer one of the same board takes its place. Never waits and never throws.</summary>
    void Keep(Ledger ledger);
}
