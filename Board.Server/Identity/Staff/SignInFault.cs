namespace MappingBoard.Server.Identity.Staff;

/// <summary>Why somebody could not sign in, as far as they are told.</summary>
internal enum SignInFault
{
    /// <summary>Cancelled, too late, begun in another browser, or something that is not from the provider.</summary>
    Failed,

    /// <summary>The provider vouches for them, and they have not the role of staff.</summary>
    NotStaff,

    /// <summary>The provider does not answer.</summary>
    Away,
}

internal static class SignInFaults
{
    private static readonly (SignInFault Fault, string Name)[] Names =
        [(SignInFault.Failed, "failed"), (SignInFault.NotStaff, "not-staff"), (SignInFault.Away, "away")];

    /// <summary>The page that explains it.</summary>
    public static string Page(this SignInFault fault) => "/sign-in/problem/" + Names.Single(n => n.Fault == fault).Name;

    /// <summary>By the name in the page's address; whatever is none counts as <see cref="SignInFault.Failed"/>.</summary>
    public static SignInFault Named(string? name) => Names.FirstOrDefault(n => n.Name == name).Fault;
}
