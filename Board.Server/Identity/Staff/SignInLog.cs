namespace MappingBoard.Server.Identity.Staff;

/// <summary>
/// What signing in says in the log. Never who it was, nor anything that the provider or the browser wrote: what a
/// provider says of a fault may name the person.
/// </summary>
internal static partial class SignInLog
{
    [LoggerMessage(1301, LogLevel.Information, "A member of staff signed in")]
    public static partial void SignedIn(ILogger logger);

    [LoggerMessage(1302, LogLevel.Information, "A member of staff signed out")]
    public static partial void SignedOut(ILogger logger);

    [LoggerMessage(1303, LogLevel.Warning, "Somebody signed in at the provider who has not the role of staff (SignIn:RoleClaim, SignIn:StaffRole)")]
    public static partial void NotStaff(ILogger logger);

    [LoggerMessage(1304, LogLevel.Warning, "Somebody could not sign in: {Kind}, {Code}")]
    public static partial void Failed(ILogger logger, string kind, string code);

    [LoggerMessage(1305, LogLevel.Error, "Nobody can sign in: the sign-in provider does not answer as it should ({Kind})")]
    public static partial void ProviderAway(ILogger logger, string kind);
}
