namespace MappingBoard.Server.Identity.Staff;

/// <summary>The right to start a board (S2). Only <see cref="StaffSession"/> gives it.</summary>
/// <param name="Member">Who starts it; null in an open demonstration, where anybody does.</param>
internal sealed record Starter(StaffMember? Member)
{
    public static Starter Anybody { get; } = new(Member: null);
}
