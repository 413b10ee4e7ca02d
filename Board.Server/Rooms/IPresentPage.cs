using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Rooms;

/// <summary>An open page of somebody at the meeting, as far as its presence goes: here or at another server.</summary>
public interface IPresentPage
{
    string Participant { get; }

    /// <summary>The circles that its person is in (V1).</summary>
    CircleSet Set { get; }

    /// <summary>What its person is doing (B3).</summary>
    ShowRequest Shows { get; }
}
