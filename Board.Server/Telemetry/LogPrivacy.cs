namespace MappingBoard.Server.Telemetry;

/// <summary>
/// Keeps the addresses that people open, and what a sign-in provider says of them, out of the logs, whatever an operator
/// turns up: an invitation's address is its secret.
/// </summary>
internal static class LogPrivacy
{
    /// <summary>The framework's loggers that write the address of a request, or open a scope that carries it.</summary>
    private static readonly string[] TellAddresses =
    [
        "Microsoft.AspNetCore.Hosting.Diagnostics",
        "Microsoft.AspNetCore.Routing",
        "Microsoft.AspNetCore.StaticFiles",
        "Microsoft.AspNetCore.StaticAssets",
        "Microsoft.AspNetCore.Components",
        "Microsoft.AspNetCore.Http.Connections",
        "Microsoft.AspNetCore.ResponseCompression",
        "Microsoft.AspNetCore.HttpOverrides",
    ];

    public static void KeepAddressesOut(this ILoggingBuilder logging)
    {
        // Of rules that fit equally well the last one holds, so these hold over the configuration.
        foreach (var category in TellAddresses) logging.AddFilter(category, LogLevel.Warning);

        // This one's scope is there from "critical" on.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);

        // This one repeats what the sign-in provider says of a person and of their faults; SignInLog says what may be said.
        logging.AddFilter("Microsoft.AspNetCore.Authentication.OpenIdConnect", LogLevel.None);
    }
}
