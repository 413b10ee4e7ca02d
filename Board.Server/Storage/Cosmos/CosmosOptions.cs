using System.ComponentModel.DataAnnotations;
using Microsoft.Azure.Cosmos;

namespace MappingBoard.Server.Storage.Cosmos;

/// <summary>
/// Settings of the section <c>Storage:Cosmos</c>: where boards, and what is kept of their doors, lie when <c>Storage:Kind</c> is <c>cosmos</c>.
/// Checked when the server starts.
/// </summary>
public sealed class CosmosOptions
{
    public const string Section = "Storage:Cosmos";

    /// <summary>The account's address, <c>https://name.documents.azure.com:443/</c>. HTTPS, except on this machine.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>
    /// The account's key. Left out, the server signs in with Microsoft Entra: a managed identity in Azure, or whatever
    /// else <c>DefaultAzureCredential</c> finds. It needs the role "Cosmos DB Built-in Data Contributor".
    /// </summary>
    public string? Key { get; set; }

    /// <summary>The database's name.</summary>
    [Required]
    public string Database { get; set; } = "mappingboard";

    /// <summary>The container's name. All boards are in one, each in its own partition.</summary>
    [Required]
    public string Container { get; set; } = "boards";

    /// <summary>The name of the container for what is kept of the doors, the access log and the lists of staff's meetings.</summary>
    [Required]
    public string Doors { get; set; } = "doors";

    /// <summary>The name of the container for the leases by which servers share the work of following what changes. Nothing of a board is in it.</summary>
    [Required]
    public string Leases { get; set; } = "leases";

    /// <summary>The regions to speak with, the nearest first, by Azure's names (<c>UK South</c>). Empty: the account's own order.</summary>
    public IList<string> PreferredRegions { get; } = [];

    /// <summary><c>Gateway</c>: HTTPS alone, through any firewall. <c>Direct</c>: quicker, needs ports 10000 to 20000 of the account.</summary>
    public ConnectionMode Mode { get; set; } = ConnectionMode.Gateway;

    /// <summary>
    /// Whether to make the database and the containers where they are not there. It takes the account's key: Microsoft
    /// Entra's roles for data do not reach so far.
    /// </summary>
    public bool CreateContainer { get; set; }

    /// <summary>
    /// How long one operation may take in all, with everything that is tried again: after that the store counts as
    /// away (B4). 1 second to 1 minute; 10 seconds by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The endpoint, once it has been checked.</summary>
    internal Uri Address => new(Endpoint);
}
