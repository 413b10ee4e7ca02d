using MappingBoard.Server.Identity.Cookies;
using MappingBoard.Server.Ports;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>The places at meetings that a member of staff has on their list, as far as this browser holds them. Thread-safe.</summary>
internal sealed class StaffPlaces(IMeetingList list, BoardCookies cookies)
{
    /// <summary>
    /// Takes their places from this browser: whoever sits down at the computer next opens none of their meetings. They
    /// come back from their list. Where the list cannot be read, every place goes.
    /// </summary>
    public async Task Leave(HttpContext context, StaffMember member)
    {
        foreach (var pass in cookies.Read(context.Request).ToList())
        {
            if (await IsTheirs(pass, member, context.RequestAborted)) cookies.Take(context, pass.Board);
        }
    }

    private async Task<bool> IsTheirs(BoardPass pass, StaffMember member, CancellationToken cancel)
    {
        try
        {
            return (await list.Find(member.Key, pass.Board, cancel))?.Participant == pass.Participant;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }
}
