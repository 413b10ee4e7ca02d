using MappingBoard.Shared.Sync;

namespace MappingBoard.Client.State.Actions;

/// <summary>A page opens on a board.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Replica">A new id for this page.</param>
/// <param name="Prerendered">The board as it was rendered into the page, shown until the server has spoken; or null.</param>
/// <param name="IsLive">Whether to connect: false while the server only renders the page.</param>
public sealed record BoardOpened(string Board, string Replica, PrerenderedBoard? Prerendered, bool IsLive);

/// <summary>The server said something.</summary>
public sealed record MessageReceived(ServerMessage Message) : StampedAction;

/// <summary>The connection came or went.</summary>
public sealed record LinkChanged(LinkState Link) : StampedAction;

/// <summary>Nothing is in flight and something waits: the next batch is frozen and sent (I2).</summary>
public sealed record BatchSent;

/// <summary>A batch has been without an answer for too long to speak of saving.</summary>
/// <param name="N">The batch.</param>
public sealed record BatchOverdue(long N);
