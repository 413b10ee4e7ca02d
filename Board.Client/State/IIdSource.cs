using System.Security.Cryptography;
using MappingBoard.Shared.Model;

namespace MappingBoard.Client.State;

/// <summary>Makes ids of notes, scales and replicas.</summary>
public interface IIdSource
{
    /// <summary>A new id (see <see cref="Ids"/>).</summary>
    string Next();
}

/// <summary>128 bits from the machine's own source of randomness.</summary>
public sealed class RandomIds : IIdSource
{
    public string Next() => Ids.From(RandomNumberGenerator.GetBytes(16));
}
