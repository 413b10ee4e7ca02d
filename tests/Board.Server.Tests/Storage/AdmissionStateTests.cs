using CsCheck;
using MappingBoard.Server.Ports;
using MappingBoard.Server.Storage.Cosmos.Admission;
using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using MappingBoard.TestSupport.Boards;
using MappingBoard.TestSupport.Log;
using Xunit;

namespace MappingBoard.Server.Tests.Storage;

/// <summary>What follows from the acts at the doors of a board, and which act may come next.</summary>
public sealed class AdmissionStateTests
{
    private const int Things = 5;
    private const int Uses = 2;

    private static readonly DateTimeOffset Noon = SampleBoards.Noon;
    private static readonly string Board = SampleLog.Id(7);

    private static readonly Gen<AdmissionAct> AnyAct =
        from what in Gen.Int[0, 12]
        from thing in Gen.Int[0, Things - 1]
        from other in Gen.Int[0, Things - 1]
        from minute in Gen.Int[0, 120]
        select Act(what, thing, other, Noon.AddMinutes(minute));

    private static readonly Gen<AdmissionAct[]> AnyActs = AnyAct.Array[0, 60];

    /// <summary>Acts are written only when they were judged, but a fold that throws would shut the doors of a board for good.</summary>
    [Fact]
    public void Any_acts_in_any_order_give_a_state_that_counts_them() => AnyActs.Sample(acts =>
    {
        var doors = acts.Aggregate(new AdmissionState(Board), (state, act) => state.After(act));
        Assert.Equal(acts.Length, doors.Number);
    });

    [Fact]
    public void The_same_acts_give_the_same_state_read_at_once_or_bit_by_bit() => AnyActs.Sample(acts =>
    {
        var doors = acts.Aggregate(new AdmissionState(Board), (state, act) => state.After(act));
        var again = acts.Aggregate(new AdmissionState(Board), (state, act) => state.After(act));
        Assert.Equal(Seen(doors), Seen(again));
    });

    [Fact]
    public void A4_no_invitation_is_used_more_often_than_it_may_be() => AnyActs.Sample(acts =>
    {
        foreach (var doors in Judged(acts))
        {
            for (var i = 0; i < Things; i++) Assert.True(doors.InvitationWith(Id("invitation", i)) is not var (invitation, _) || invitation.Used <= Uses);
        }
    });

    [Fact]
    public void A6_what_was_decided_stays_decided() => AnyActs.Sample(acts =>
    {
        var decided = new Dictionary<string, LobbyState>(StringComparer.Ordinal);
        foreach (var doors in Judged(acts))
        {
            foreach (var (request, _) in doors.AllRequests())
            {
                if (decided.TryGetValue(request.Id, out var before)) Assert.Equal(before, request.State);
                else if (request.State != LobbyState.Waiting) decided[request.Id] = request.State;
            }
        }
    });

    [Fact]
    public void A6_who_waits_is_whoever_asked_and_was_not_answered() => AnyActs.Sample(acts =>
    {
        foreach (var doors in Judged(acts))
        {
            Assert.Equal(
                doors.AllRequests().Where(r => r.Request.State == LobbyState.Waiting).Select(r => r.Request.Id).Order(StringComparer.Ordinal),
                doors.Waiting().Select(w => w.Request.Id).Order(StringComparer.Ordinal));
        }
    });

    [Fact]
    public void A9_a_person_has_one_link_that_works_and_none_twice() => AnyActs.Sample(acts =>
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var made = new HashSet<string>(StringComparer.Ordinal);
        var doors = new AdmissionState(Board);
        foreach (var act in acts)
        {
            // As with real ones, no two links have the same token.
            if (act is AdmissionAct.MakeLink link && !made.Add(link.TokenHash)) continue;
            if (act is AdmissionAct.UseLink use && doors.Judge(use).Act is not null) Assert.True(used.Add(use.TokenHash));
            doors = Next(doors, act);
            for (var person = 0; person < Things; person++)
                Assert.True(made.Count(hash => doors.LinkWith(hash, Noon)?.Participant == Id("person", person)) <= 1);
        }
    });

    [Fact]
    public void A4_a_code_leads_to_one_invitation_that_can_be_opened_and_to_none_after_its_time() => AnyActs.Sample(acts =>
    {
        foreach (var doors in Judged(acts))
        {
            for (var i = 0; i < Things; i++)
            {
                if (doors.InvitationByCode(Hash("code", i), Noon.AddHours(1)) is var (found, _)) Assert.True(found.IsOpenAt(Noon.AddHours(1)));
                Assert.Null(doors.InvitationByCode(Hash("code", i), Noon.AddHours(5)));
            }
        }
    });

    [Fact]
    public void Names_are_needed_while_somebody_waits_or_can_come_and_not_a_moment_after_they_were_over()
    {
        var doors = new AdmissionState(Board)
            .After(Act(0, 1, 0, Noon))
            .After(Act(3, 1, 1, Noon))
            .After(new AdmissionAct.Correct(Id("request", 1), "names-new"));
        Assert.True(doors.Needs("names-new", Id("request", 1), Noon.AddYears(1)));
        Assert.False(doors.Needs("names-request-1", Id("request", 1), Noon));
        Assert.True(doors.Needs("names-invitation-1", Id("invitation", 1), Noon.AddHours(3)));
        Assert.False(doors.Needs("names-invitation-1", Id("invitation", 1), Noon.AddHours(3).AddTicks(1)));
        Assert.False(doors.Needs("names-of-nothing", Id("request", 4), Noon));

        var decided = doors.After(new AdmissionAct.Decide(Id("request", 1), LobbyState.Declined, Noon));
        Assert.True(decided.Needs("names-new", Id("request", 1), Noon));
        Assert.False(decided.Needs("names-new", Id("request", 1), Noon.AddTicks(1)));
    }

    [Fact]
    public void B5_bounds_are_judged_on_who_waits_and_on_what_can_be_opened_now()
    {
        var doors = new AdmissionState(Board).After(Act(0, 0, 0, Noon) is AdmissionAct.Invite invite ? invite with { Uses = null } : throw new InvalidOperationException());
        for (var i = 0; i < AdmissionBounds.WaitingByALink; i++) doors = Next(doors, Act(3, 100 + i, 0, Noon));
        Assert.Equal(AdmissionBounds.WaitingByALink, doors.Waiting().Count());
        Assert.Equal(Asked.Full, Judge(doors).Answer);
        Assert.Equal(Asked.Waits, Judge(doors.After(new AdmissionAct.Decide(Id("request", 100), LobbyState.Withdrawn, Noon))).Answer);

        static Verdict<Asked> Judge(AdmissionState doors) => doors.Judge((AdmissionAct.Ask)Act(3, 1, 0, Noon));
    }

    [Fact]
    public void K3_K4_what_is_held_is_not_destroyed_and_what_is_destroyed_is_closed_for_good() => AnyActs.Sample(acts =>
    {
        var before = new AdmissionState(Board);
        foreach (var doors in Judged(acts))
        {
            Assert.True(doors.HeldSince is null || doors.Destroyed is null);
            if (before.HeldSince is not null) Assert.Null(doors.Destroyed);
            if (before.Destroyed is not null) Assert.Equal(before, doors);
            if (doors.Destroyed is not null) Assert.Equal(Seen(new(Board)), Seen(doors));
            before = doors;
        }
    });

    /// <summary>The states that come of acts which are judged first, as the log does it.</summary>
    private static IEnumerable<AdmissionState> Judged(IEnumerable<AdmissionAct> acts)
    {
        var doors = new AdmissionState(Board);
        foreach (var act in acts) yield return doors = Next(doors, act);
    }

    private static AdmissionState Next(AdmissionState doors, AdmissionAct act) => (act switch
    {
        AdmissionAct.Invite invite => doors.InvitationWith(invite.Id) is null ? doors.Judge(invite).Act : null,
        AdmissionAct.GiveCode code => doors.Judge(code).Act,
        AdmissionAct.Revoke revoke => doors.Judge(revoke).Act,
        AdmissionAct.Ask ask => doors.Judge(ask).Act,
        AdmissionAct.Decide decide => doors.Judge(decide).Act,
        AdmissionAct.Lapse lapse => doors.Judge(lapse).Act,
        AdmissionAct.UseLink use => doors.Judge(use).Act,
        AdmissionAct.MakeLink link => doors.Judge(link).Act,
        AdmissionAct.HoldLegally hold => doors.Judge(hold).Act,
        AdmissionAct.EndLegalHold end => doors.Judge(end).Act,
        AdmissionAct.Destroy destroy => doors.Judge(destroy).Act,
        _ => null,
    }) is { } next ? doors.After(next) : doors;

    private static AdmissionAct Act(int what, int thing, int other, DateTimeOffset at) => what switch
    {
        0 => new AdmissionAct.Invite(Id("invitation", thing), Hash("token", thing), Id("chair", 0), at, Role.Family, "everyone", at.AddHours(3), Uses, null, $"names-invitation-{thing}"),
        1 => new AdmissionAct.GiveCode(Id("invitation", thing), Hash("code", other), at.AddMinutes(30), at),
        2 => new AdmissionAct.Revoke(Id("invitation", thing), at),
        3 => new AdmissionAct.Ask(Id("request", thing), Id("invitation", other), Id("person", thing), Role.Family, "Everyone", at, $"names-request-{thing}"),
        4 => new AdmissionAct.Correct(Id("request", thing), $"names-corrected-{other}"),
        5 => new AdmissionAct.Decide(Id("request", thing), (LobbyState)(1 + other % 3), at),
        6 => new AdmissionAct.Lapse(at.AddMinutes(-other), at),
        7 => new AdmissionAct.MakeLink(Hash($"link {thing}", at.Minute), Id("person", thing), at.AddMinutes(10)),
        8 => new AdmissionAct.UseLink(Hash($"link {thing}", at.Minute), at),
        9 => new AdmissionAct.HoldLegally(at),
        10 => new AdmissionAct.EndLegalHold(at),
        // Rarely: it is the end.
        11 when thing == 0 && other == 0 => new AdmissionAct.Destroy(at, "2033/114", Hash("commit", other)),
        _ => new AdmissionAct.Gone(),
    };

    private static string Id(string what, int number) => SeededIds.Named($"{what} {number}");

    private static string Hash(string what, int number) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{what} {number}")));

    /// <summary>All that anybody can see of a state.</summary>
    private static string Seen(AdmissionState doors) => string.Join('\n',
    [
        .. doors.AllRequests().OrderBy(r => r.Request.Id, StringComparer.Ordinal).Select(r => r.ToString()),
        .. doors.OpenInvitations(Noon.AddHours(1)).Select(i => i.ToString()),
        .. Enumerable.Range(0, Things).Select(i => $"{doors.InvitationWith(Id("invitation", i))}"),
    ]);
}
