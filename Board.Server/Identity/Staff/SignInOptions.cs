using System.ComponentModel.DataAnnotations;

namespace MappingBoard.Server.Identity.Staff;

/// <summary>
/// Settings of the section <c>SignIn</c>: who vouches for staff, by OpenID Connect (docs/sign-in.md). Checked when the
/// server starts. Without <see cref="Authority"/> nobody signs in, and the server is an open demonstration.
/// </summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>
    /// The provider's address, exactly as its tokens name it: its discovery document lies at
    /// <c>/.well-known/openid-configuration</c> beneath it. HTTPS, except on this machine.
    /// </summary>
    public string Authority { get; set; } = "";

    /// <summary>The name under which the provider knows this server.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The secret that goes with it. Left out where the provider counts this server as a public client.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>What is asked for, separated by spaces; <c>openid</c> is always added.</summary>
    [Required]
    public string Scopes { get; set; } = "openid profile";

    /// <summary>Whether claims are also asked of the provider's user-info endpoint, for providers whose tokens hold few.</summary>
    public bool UserInfo { get; set; }

    /// <summary>The claim with a person's name. It is shown to themselves, and offered where a form asks for it.</summary>
    [Required]
    public string NameClaim { get; set; } = "name";

    /// <summary>The claim with a person's roles or groups.</summary>
    [Required]
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The value of <see cref="RoleClaim"/> without which nobody gets in; null lets in everybody whom the provider lets in.</summary>
    public string? StaffRole { get; set; }

    /// <summary>The value of <see cref="RoleClaim"/> of information-governance officers; null: nobody is one.</summary>
    public string? GovernanceRole { get; set; }

    /// <summary>Hours without a visit after which somebody has to sign in again, 1 to 24.</summary>
    [Range(1, 24)]
    public int StayHours { get; set; } = 8;

    /// <summary>Whether staff sign in at this server.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(Authority);

    /// <summary><see cref="Scopes"/>, each once.</summary>
    internal IEnumerable<string> EachScope => Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend("openid").Distinct(StringComparer.Ordinal);
}
