using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>
/// What no attribute can check. A server whose sign-in is set up by half does not start: it would be an open
/// demonstration that somebody takes for a closed one.
/// </summary>
/// <param name="given">The section as it was written.</param>
internal sealed class SignInOptionsCheck(IConfigurationSection given) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        if (!options.IsConfigured)
        {
            return given.GetChildren().Any(setting => !string.IsNullOrWhiteSpace(setting.Value))
                ? ValidateOptionsResult.Fail("SignIn:Authority is missing, though other settings of SignIn are there. Without SignIn this server is an open demonstration.")
                : ValidateOptionsResult.Success;
        }

        var faults = new List<string>();
        if (!IsAddress(options.Authority))
            faults.Add("SignIn:Authority is the https address of your sign-in provider, without a query. http is only for a provider on this machine.");
        if (string.IsNullOrWhiteSpace(options.ClientId)) faults.Add("SignIn:ClientId is missing.");
        if (IsBlank(options.ClientSecret)) faults.Add("SignIn:ClientSecret is empty. Leave it out where there is none.");
        // An empty value here would be one that nobody has, or, read carelessly, one that everybody has.
        if (IsBlank(options.StaffRole)) faults.Add("SignIn:StaffRole is empty. Leave it out to let in everybody whom the provider lets in.");
        if (IsBlank(options.GovernanceRole)) faults.Add("SignIn:GovernanceRole is empty. Leave it out where there is none.");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static bool IsBlank(string? value) => value is not null && string.IsNullOrWhiteSpace(value);

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.Query.Length == 0
        && address.Fragment.Length == 0
        && address.UserInfo.Length == 0;
}
