using System.Buffers.Text;
using Microsoft.Extensions.Options;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>What no attribute can check, in sentences for whoever sets the server up.</summary>
internal sealed class CosmosOptionsCheck : IValidateOptions<CosmosOptions>
{
    /// <summary>What names of databases and containers may not hold; a slash would lead elsewhere in the account.</summary>
    private static readonly char[] NotInNames = ['/', '\\', '#', '?'];

    public ValidateOptionsResult Validate(string? name, CosmosOptions options)
    {
        var faults = new List<string>();
        if (!IsAddress(options.Endpoint))
            faults.Add("Storage:Cosmos:Endpoint is the https address of your Cosmos DB account, without a path or query. http is only for this machine.");
        // What is wrong with a key is said without quoting it.
        if (options.Key is { } key && !IsKey(key))
            faults.Add("Storage:Cosmos:Key is not a key of a Cosmos DB account (base64). Leave it out to sign in with Microsoft Entra.");
        if (!IsName(options.Database)) faults.Add("Storage:Cosmos:Database is a name of up to 255 characters without / \\ # ?.");
        if (!IsName(options.Container)) faults.Add("Storage:Cosmos:Container is a name of up to 255 characters without / \\ # ?.");
        if (!IsName(options.Doors) || options.Doors == options.Container)
            faults.Add("Storage:Cosmos:Doors is a name of up to 255 characters without / \\ # ?, and not that of Storage:Cosmos:Container.");
        if (!IsName(options.Leases) || options.Leases == options.Container || options.Leases == options.Doors)
            faults.Add("Storage:Cosmos:Leases is a name of up to 255 characters without / \\ # ?, and not that of another container.");
        if (options.PreferredRegions.Any(string.IsNullOrWhiteSpace)) faults.Add("Storage:Cosmos:PreferredRegions has an empty entry.");
        if (!Enum.IsDefined(options.Mode)) faults.Add("Storage:Cosmos:Mode is Gateway or Direct.");
        if (options.CreateContainer && options.Key is null)
            faults.Add("Storage:Cosmos:CreateContainer needs Storage:Cosmos:Key. With Microsoft Entra, make the database and its containers yourself (docs/operations.md).");
        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static bool IsKey(string key) => key.Length > 0 && Base64.IsValid(key);

    private static bool IsName(string name) => name is { Length: > 0 and <= 255 } && name.IndexOfAny(NotInNames) < 0 && name == name.Trim();

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.PathAndQuery == "/"
        && address.Fragment.Length == 0
        && address.UserInfo.Length == 0;
}
