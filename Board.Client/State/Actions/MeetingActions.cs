namespace MappingBoard.Client.State.Actions;

/// <summary>This person was outside, is back, and has read so.</summary>
public sealed record BackAgainSeen;
