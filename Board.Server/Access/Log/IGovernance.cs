using System.Security.Claims;

namespace MappingBoard.Server.Access.Log;

/// <summary>
/// Who may read the access log of every board without being at its meeting: the service's information governance. The seam
/// for staff sign-in, which knows who that is.
/// </summary>
public interface IGovernance
{
    /// <summary>Whether somebody holds that role now.</summary>
    bool Includes(ClaimsPrincipal who);
}

/// <summary>Where staff cannot sign in, nobody holds that role.</summary>
internal sealed class NobodyGoverns : IGovernance
{
    public bool Includes(ClaimsPrincipal who) => false;
}
