using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Rooms;
using MappingBoard.Shared.Log;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Microsoft.AspNetCore.Components.Authorization;

namespace MappingBoard.Server.Transports.Circuit;

/// <summary>
/// What a page on the server shows before its connection has spoken: the board from its room. While the room is open,
/// reading completes at once, so that a circuit takes over a rendered page without showing an empty one.
/// </summary>
public sealed class RoomSnapshotSource(RoomDirectory rooms, AuthenticationStateProvider people) : IBoardSnapshotSource
{
    public async Task<PrerenderedBoard?> Read(string boardId)
    {
        var who = (await people.GetAuthenticationStateAsync()).User;
        if (ParticipantClaims.ParticipantOf(who, boardId) is not { } participant) return null;
        try
        {
            if (await rooms.ReadFor(boardId, participant, CancellationToken.None) is not var (board, stream)) return null;
            return new(BoardSnapshot.Of(board), stream, participant, ProjectionVersion.Current);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or UnreadableLogException)
        {
            // The connection says what is the matter, and comes back by itself when it can.
            return null;
        }
    }
}
