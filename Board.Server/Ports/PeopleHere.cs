using System.Collections.Immutable;
using MappingBoard.Shared.Sync;

namespace MappingBoard.Server.Ports;

/// <summary>Who is in the room of a board at one server (B3).</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Pages">Every open page; the one that spoke last comes last.</param>
public sealed record PeopleHere(string Board, ImmutableArray<PageHere> Pages);

/// <summary>An open page, as far as servers tell each other: never its replica.</summary>
/// <param name="Participant">Whom it speaks for.</param>
/// <param name="Shows">What its person is doing, as the page said it. Whoever shows it to anybody judges who may see it.</param>
public sealed record PageHere(string Participant, ShowRequest Shows);

/// <summary>Something happened at a board's doors.</summary>
/// <param name="Board">The board's id.</param>
/// <param name="Answered">The request that was answered, if one was.</param>
public sealed record AdmissionNews(string Board, string? Answered = null);
