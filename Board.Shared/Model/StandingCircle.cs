using System.Collections.Immutable;

namespace MappingBoard.Shared.Model;

/// <summary>
/// A circle that a kind of meeting has from its beginning (C1). People enter it at the door, for good; whoever comes late sees
/// all that is in it.
/// </summary>
/// <param name="Id">Stable short name, lower case letters and hyphens; unique in the template.</param>
/// <param name="Name">Whom it is for, as it stands behind "for": "professionals only".</param>
/// <param name="Roles">Who enters it unless their invitation says otherwise.</param>
public sealed record StandingCircle(string Id, string Name, ImmutableArray<Role> Roles);
