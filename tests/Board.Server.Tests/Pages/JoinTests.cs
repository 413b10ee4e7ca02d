using MappingBoard.Shared.Model;
using MappingBoard.Shared.Sync;
using Xunit;
using MappingBoard.TestSupport.Boards;

namespace MappingBoard.Server.Tests.Pages;

/// <summary>The page where somebody says who they are and asks to come in.</summary>
public sealed class JoinTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A5_somebody_with_the_link_asks_by_one_form_and_is_on_the_map_once_the_chair_lets_them_in()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        Assert.Contains("You are invited to a meeting", form.Text, StringComparison.Ordinal);

        var asked = await phone.Send(form, "join", ("Name", "  Kev Marsh "), ("Who", "grandparent"), ("OwnWords", ""));
        Assert.StartsWith("/wait/", asked.Location, StringComparison.Ordinal);
        Assert.Single((await server.Board(board)).Participants);
        Assert.DoesNotContain("mb." + board, phone.CookieValues.Keys);
        var waiting = Assert.Single(await server.Waiting(board));
        Assert.Equal(("Kev Marsh", "grandparent", Role.Family, TestCircles.Family), (waiting.Name, waiting.Who, waiting.Role, waiting.Circles));

        Assert.IsType<AdmissionDone>(await server.AsksAsTheChair(board, new Admit(waiting.Id)));
        Assert.Equal("/b/" + board, (await phone.Get(asked.Location!)).Location);
        var kev = (await server.Board(board)).Participants[^1];
        Assert.Equal(("Kev Marsh", "grandparent", Role.Family), (kev.Name, kev.Who, kev.Role));
        var map = await phone.Get("/b/" + board);
        Assert.Equal(200, map.Status);
        Assert.Contains("Wren and Rowan", map.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A7_the_page_before_the_meeting_names_neither_the_meeting_nor_anybody_at_it()
    {
        var (board, token) = await server.Meeting();
        using var nan = server.NewBrowser();
        await server.Comes(nan, board, token, "Nan Marsh", "grandparent");
        using var other = server.NewBrowser();

        var form = await other.Get("/join/" + token);

        Assert.DoesNotContain("Wren", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Rowan", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nan Marsh", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Ada Chair", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(board, form.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_for_one_person_says_who_invites_and_has_their_name_in_the_form()
    {
        var (board, _) = await server.Meeting();
        var token = await server.Invite(board, Role.Professional, "Priya Nair", "social worker");
        using var laptop = server.NewBrowser();
        var form = await laptop.Get("/join/" + token);
        Assert.Contains("Ada Chair (chair) has invited you", form.Text, StringComparison.Ordinal);
        Assert.Equal(("Priya Nair", "social worker"), (form.ValueOf("name"), form.ValueOf("own-words")));
        Assert.DoesNotContain("type=\"radio\" id=\"who\"", form.Html, StringComparison.Ordinal);

        await laptop.Send(form, "join", ("Name", "Priya N."), ("OwnWords", "social worker"));
        var priya = Assert.Single(await server.Waiting(board));
        Assert.Equal(("Priya N.", "social worker", Role.Professional, TestCircles.Staff), (priya.Name, priya.Who, priya.Role, priya.Circles));
    }

    [Theory]
    [InlineData(Role.Family, false, "mum", false)]
    [InlineData(Role.Professional, false, "police", true)]
    [InlineData(Role.Observer, false, "interpreter", false)]
    [InlineData(Role.Observer, true, "advocate", true)]
    [InlineData(Role.NoteTaker, true, "note-taker", true)]
    [InlineData(Role.NoteTaker, false, "note-taker", false)]
    public async Task A3_what_somebody_comes_as_follows_from_the_invitation(Role role, bool isBySide, string who, bool isInside)
    {
        var (board, _) = await server.Meeting();
        var token = (await server.MakeInvitation(board, new(role, server.Address.AbsoluteUri, isBySide ? TestCircles.Staff : null))).Path["join/".Length..];
        using var phone = server.NewBrowser();
        await server.Comes(phone, board, token, "Somebody", who);
        var person = (await server.Board(board)).Participants[^1];
        Assert.Equal((role, isInside ? TestCircles.Staff : TestCircles.Family), (person.Role, person.Standing));
    }

    [Theory]
    [InlineData("chair")]
    [InlineData("police")]
    [InlineData("social-worker")]
    public async Task A3_no_form_of_somebodys_own_makes_them_anything_else(string who)
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var sent = await phone.Send(form, "join", ("Name", "Mallory"), ("Who", who), ("Role", "Chair"), ("Sees", "Professionals"));
        Assert.Equal(422, sent.Status);
        await phone.Send(form, "join", ("Name", "Mallory"), ("Who", who), ("OwnWords", who), ("Role", "Chair"), ("Sees", "Professionals"));
        var waiting = Assert.Single(await server.Waiting(board));
        Assert.Equal((who, Role.Family, TestCircles.Family), (waiting.Who, waiting.Role, waiting.Circles));
    }

    [Fact]
    public async Task Own_words_stand_beside_the_name_whatever_was_chosen()
    {
        var (board, _) = await server.Meeting();
        var token = await server.Invite(board, Role.Professional);
        using var phone = server.NewBrowser();
        await phone.Send(await phone.Get("/join/" + token), "join", ("Name", "Pat"), ("Who", "service"), ("OwnWords", "housing officer"));
        Assert.Equal("housing officer", Assert.Single(await server.Waiting(board)).Who);
    }

    /// <summary>The same rule as in the fields of the map: a form works before any script has come.</summary>
    [Fact]
    public async Task T2_a_name_is_kept_on_one_line_without_what_nobody_sees()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        await phone.Send(form, "join", ("Name", "\u202E Kev\u2028Mar\u0007sh\u200B "), ("OwnWords", "the\r\nuncle\u3164"));
        var waiting = Assert.Single(await server.Waiting(board));
        Assert.Equal(("Kev Marsh", "the uncle"), (waiting.Name, waiting.Who));
    }

    [Theory]
    [InlineData("\u200B")]
    [InlineData("\u3164\u2800")]
    [InlineData("\u202E")]
    public async Task A_name_of_which_nobody_sees_anything_is_none(string name)
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var asked = await phone.Send(await phone.Get("/join/" + token), "join", ("Name", name), ("OwnWords", "uncle"));
        Assert.Equal(422, asked.Status);
        Assert.Contains("Write your name", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Write your name with letters or numbers in it", (await phone.Send(asked, "join", ("Name", "🙂"), ("OwnWords", "uncle"))).Text, StringComparison.Ordinal);
        Assert.Empty(await server.Waiting(board));
    }

    [Fact]
    public async Task T4_a_name_from_right_to_left_turns_nothing_around_it()
    {
        var (_, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var waits = await phone.Get((await phone.Send(await phone.Get("/join/" + token), "join", ("Name", "דנה"), ("OwnWords", "סבתא"))).Location!);
        Assert.Contains("<bdi translate=\"no\">&#x5D3;&#x5E0;&#x5D4;</bdi>, <bdi>&#x5E1;&#x5D1;&#x5EA;&#x5D0;</bdi>", waits.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_else_says_who_they_are()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var asked = await phone.Send(form, "join", ("Name", "Pat"), ("Who", "else"), ("OwnWords", " "));
        Assert.Equal(422, asked.Status);
        Assert.Contains("Write who you are", asked.Text, StringComparison.Ordinal);

        await phone.Send(asked, "join", ("Name", "Pat"), ("Who", "else"), ("OwnWords", "the neighbour"));
        Assert.Equal("the neighbour", Assert.Single(await server.Waiting(board)).Who);
    }

    [Fact]
    public async Task I1_a_form_that_is_sent_twice_is_one_request_and_the_second_corrects_the_first()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var first = await phone.Send(form, "join", ("Name", "Kev Mrash"), ("Who", "grandparent"));
        foreach (var name in phone.CookieValues.Keys.Where(n => n.StartsWith("mw.", StringComparison.Ordinal))) phone.Forget(name);
        var second = await phone.Send(form, "join", ("Name", "Kev Marsh"), ("Who", "grandparent"));
        Assert.Equal(first.Location, second.Location);
        Assert.Equal("Kev Marsh", Assert.Single(await server.Waiting(board)).Name);
    }

    /// <summary>A page that was saved, photographed or passed on is nobody's way to be somebody else.</summary>
    [Fact]
    public async Task V6_what_stands_in_a_page_speaks_for_nobody_in_another_browser_or_by_another_invitation()
    {
        var (board, token) = await server.Meeting();
        using var kev = server.NewBrowser();
        var form = await kev.Get("/join/" + token);
        var his = await kev.Send(form, "join", ("Name", "Kev Marsh"), ("Who", "grandparent"));
        var ticket = form.HiddenFields("join").Single(f => f.Name == "Ticket").Value;

        using var mallory = server.NewBrowser();
        var professionals = await server.Invite(board, Shared.Model.Role.Professional);
        await Sends(mallory, token, "friend");
        await Sends(kev, professionals, "social-worker");
        var waiting = await server.Waiting(board);
        Assert.Equal(3, waiting.Select(w => w.Participant).Distinct().Count());
        Assert.Equal("Kev Marsh", Assert.Single(waiting, w => "/wait/" + w.Id == his.Location).Name);

        async Task Sends(Browser browser, string by, string who)
        {
            var page = await browser.Get("/join/" + by);
            var fields = page.HiddenFields("join").Where(f => f.Name != "Ticket").Append(("Ticket", ticket)).Append(("Name", "Mallory")).Append(("Who", who));
            await browser.Post("/join/" + by, [.. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]);
        }
    }

    [Fact]
    public async Task A_ticket_of_another_board_or_an_invented_one_speaks_for_nobody()
    {
        var (board, token) = await server.Meeting();
        var (_, otherToken) = await server.Meeting();
        using var phone = server.NewBrowser();
        var other = await phone.Get("/join/" + otherToken);
        var ticketOfOther = other.HiddenFields("join").Single(f => f.Name == "Ticket").Value;
        var chair = (await server.Board(board)).Participants[0];
        foreach (var ticket in new[] { ticketOfOther, $"{board}.{chair.Id}.{chair.Id}.99999999999", "" })
        {
            using var visitor = server.NewBrowser();
            var form = await visitor.Get("/join/" + token);
            var fields = form.HiddenFields("join").Where(f => f.Name != "Ticket").Append(("Ticket", ticket)).Append(("Name", "Mallory")).Append(("Who", "friend"));
            await visitor.Post("/join/" + token, [.. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]);
        }

        var waiting = await server.Waiting(board);
        Assert.Equal(3, waiting.Select(w => w.Participant).Distinct().Count());
        Assert.DoesNotContain(chair.Id, waiting.Select(w => w.Participant));
        Assert.Equal(chair, Assert.Single((await server.Board(board)).Participants));
    }

    [Fact]
    public async Task A8_whoever_is_at_the_meeting_or_waits_for_it_already_is_not_asked_again()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var asked = await phone.Join(token, "Kev Marsh", "grandparent");
        var waits = await phone.Get("/join/" + token);
        Assert.Equal((302, asked.Location), (waits.Status, waits.Location));

        await server.AsksAsTheChair(board, new Admit((await server.Waiting(board)).Single().Id));
        var letIn = await phone.Get("/join/" + token);
        Assert.Equal((302, "/b/" + board), (letIn.Status, letIn.Location));
        Assert.Equal(200, (await phone.Get("/b/" + board)).Status);
        Assert.Equal("/b/" + board, (await phone.Get("/join/" + token)).Location);
        Assert.Equal(2, (await server.Board(board)).Participants.Count);
    }

    [Fact]
    public async Task A8_whoever_was_sent_out_asks_again_like_anybody_else()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        await server.Comes(phone, board, token, "Kev Marsh", "grandparent");
        await server.SendsOut(board, (await server.Board(board)).Participants[^1].Id);

        Assert.Equal(403, (await phone.Get("/b/" + board)).Status);
        var form = await phone.Get("/join/" + token);
        Assert.Equal(200, form.Status);
        var asked = await phone.Send(form, "join", ("Name", "Kev Marsh"), ("Who", "grandparent"));
        Assert.Contains("You are in the right place, Kev Marsh", (await phone.Get(asked.Location!)).Text, StringComparison.Ordinal);
        Assert.Equal(403, (await phone.Get("/b/" + board)).Status);
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_form_still_when_something_is_missing()
    {
        var (board, _) = await server.Meeting();
        var token = await server.Invite(board, Role.Professional);
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var asked = await phone.Send(form, "join", ("Name", "Kev <Marsh> & \"Co\""));
        Assert.Equal(422, asked.Status);
        Assert.Contains("There is a problem", asked.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"#who\"", asked.Html, StringComparison.Ordinal);
        Assert.Equal("Kev <Marsh> & \"Co\"", asked.ValueOf("name"));

        var picked = await phone.Send(form, "join", ("Name", ""), ("Who", "police"), ("OwnWords", "PC at the station"));
        Assert.Contains("Write your name", picked.Text, StringComparison.Ordinal);
        Assert.Matches("<input[^>]*value=\"police\"[^>]*checked", picked.Html);
        Assert.Equal("PC at the station", picked.ValueOf("own-words"));
    }

    [Fact]
    public async Task B5_a_name_that_is_too_long_is_asked_for_once_more()
    {
        var (board, token) = await server.Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var name = new string('a', Bounds.Line + 1);
        var asked = await phone.Send(form, "join", ("Name", name), ("Who", "mum"));
        Assert.Equal(422, asked.Status);
        Assert.Contains("at most 120 letters", asked.Text, StringComparison.Ordinal);
        Assert.Equal(name, asked.ValueOf("name"));
        Assert.Empty(await server.Waiting(board));
    }

    [Fact]
    public async Task Markup_in_a_name_is_words_everywhere()
    {
        const string Name = "<script>alert('x')</script><img src=x onerror=alert(1)>";
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard("Wren \"<b>and</b>\" Rowan", Name);
        var token = await server.Invite(board, Role.Family, Name, "<i>Nan</i>");
        using var phone = server.NewBrowser();
        var join = await phone.Get("/join/" + token);
        var waits = await phone.Get((await phone.Send(join, "join", ("Name", Name), ("OwnWords", "<i>Nan</i>"))).Location!);
        Page[] pages = [join, waits, await chair.Get("/b/" + board), await chair.Get($"/b/{board}/access-log")];
        foreach (var page in pages)
        {
            Assert.Equal(200, page.Status);
            Assert.Contains(Name, page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>and</b>", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<i>Nan</i>", page.Html, StringComparison.Ordinal);
        }
    }
}
