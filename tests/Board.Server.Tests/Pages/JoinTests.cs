using MappingBoard.Shared.Model;
using Xunit;

namespace MappingBoard.Server.Tests.Pages;

public sealed class JoinTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task Somebody_with_the_link_is_at_the_meeting_after_one_form()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        Assert.Contains("Ada Chair has invited you", form.Text, StringComparison.Ordinal);

        var joined = await phone.Send(form, "join", ("Name", "  Kev Marsh "), ("Who", "grandparent"), ("OwnWords", ""));

        Assert.Equal("/b/" + board, joined.Location);
        var kev = (await server.Board(board)).Participants[^1];
        Assert.Equal(("Kev Marsh", "grandparent", Role.Family), (kev.Name, kev.Who, kev.Role));
        var map = await phone.Get("/b/" + board);
        Assert.Equal(200, map.Status);
        Assert.Contains("Wren and Rowan", map.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_before_the_meeting_names_neither_the_meeting_nor_who_is_there()
    {
        var (board, token) = await Meeting();
        using var nan = server.NewBrowser();
        await nan.Join(token, "Nan Marsh", "grandparent");
        using var other = server.NewBrowser();

        var form = await other.Get("/join/" + token);

        Assert.DoesNotContain("Wren", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Rowan", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Nan Marsh", form.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(board, form.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mum", Role.Family)]
    [InlineData("child", Role.Family)]
    [InlineData("friend", Role.Family)]
    [InlineData("police", Role.Professional)]
    [InlineData("school", Role.Professional)]
    [InlineData("interpreter", Role.Observer)]
    [InlineData("note-taker", Role.Observer)]
    public async Task The_role_follows_from_who_somebody_is(string who, Role role)
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        await phone.Join(token, "Somebody", who);
        Assert.Equal(role, (await server.Board(board)).Participants[^1].Role);
    }

    [Fact]
    public async Task Nobody_makes_themselves_chair_by_a_form_of_their_own()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var sent = await phone.Send(form, "join", ("Name", "Mallory"), ("Who", "chair"), ("Role", "Chair"));
        Assert.Equal(422, sent.Status);
        Assert.Single((await server.Board(board)).Participants);
    }

    [Fact]
    public async Task Own_words_stand_beside_the_name_and_leave_the_role_as_it_is()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        await phone.Send(form, "join", ("Name", "Pat"), ("Who", "service"), ("OwnWords", "housing officer"));
        var pat = (await server.Board(board)).Participants[^1];
        Assert.Equal(("housing officer", Role.Professional), (pat.Who, pat.Role));
    }

    [Fact]
    public async Task Somebody_else_says_who_they_are_and_gets_the_role_that_is_shown_the_least()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var asked = await phone.Send(form, "join", ("Name", "Pat"), ("Who", "else"), ("OwnWords", " "));
        Assert.Equal(422, asked.Status);
        Assert.Contains("Write who you are", asked.Text, StringComparison.Ordinal);

        await phone.Send(asked, "join", ("Name", "Pat"), ("Who", "else"), ("OwnWords", "the neighbour"));
        var pat = (await server.Board(board)).Participants[^1];
        Assert.Equal(("the neighbour", Role.Family), (pat.Who, pat.Role));
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_person()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var fields = new[] { ("Name", "Kev Marsh"), ("Who", "grandparent") };
        var first = await phone.Send(form, "join", fields);
        foreach (var name in phone.CookieValues.Keys.Where(n => n.StartsWith("mb.", StringComparison.Ordinal))) phone.Forget(name);
        var second = await phone.Send(form, "join", fields);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal(2, (await server.Board(board)).Participants.Count);
    }

    [Fact]
    public async Task A_ticket_of_another_board_or_an_invented_one_speaks_for_nobody()
    {
        var (board, token) = await Meeting();
        var (_, otherToken) = await Meeting();
        using var phone = server.NewBrowser();
        var other = await phone.Get("/join/" + otherToken);
        var ticketOfOther = other.HiddenFields("join").Single(f => f.Name == "Ticket").Value;
        var chair = (await server.Board(board)).Participants[0];
        foreach (var ticket in new[] { ticketOfOther, $"{board}.{chair.Id}", "" })
        {
            using var visitor = server.NewBrowser();
            var form = await visitor.Get("/join/" + token);
            var fields = form.HiddenFields("join").Where(f => f.Name != "Ticket").Append(("Ticket", ticket)).Append(("Name", "Mallory")).Append(("Who", "friend"));
            await visitor.Post("/join/" + token, [.. fields.Select(f => KeyValuePair.Create(f.Item1, f.Item2))]);
        }

        var people = (await server.Board(board)).Participants;
        Assert.Equal(4, people.Count);
        Assert.Equal(chair, people[0]);
    }

    [Fact]
    public async Task Whoever_is_at_the_meeting_already_goes_straight_to_the_map()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        await phone.Join(token, "Kev Marsh", "grandparent");
        var again = await phone.Get("/join/" + token);
        Assert.Equal((302, "/b/" + board), (again.Status, again.Location));
    }

    [Fact]
    public async Task What_was_typed_stands_in_the_form_still_when_something_is_missing()
    {
        var (_, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var asked = await phone.Send(form, "join", ("Name", "Kev <Marsh> & \"Co\""), ("OwnWords", "step-grandad"));
        Assert.Equal(422, asked.Status);
        Assert.Contains("There is a problem", asked.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"#who\"", asked.Html, StringComparison.Ordinal);
        Assert.Equal("Kev <Marsh> & \"Co\"", asked.ValueOf("name"));
        Assert.Equal("step-grandad", asked.ValueOf("own-words"));

        var picked = await phone.Send(form, "join", ("Name", ""), ("Who", "police"));
        Assert.Contains("Write your name", picked.Text, StringComparison.Ordinal);
        Assert.Matches("<input[^>]*value=\"police\"[^>]*checked", picked.Html);
    }

    [Fact]
    public async Task B5_a_name_that_is_too_long_is_asked_for_once_more()
    {
        var (board, token) = await Meeting();
        using var phone = server.NewBrowser();
        var form = await phone.Get("/join/" + token);
        var name = new string('a', Bounds.Line + 1);
        var asked = await phone.Send(form, "join", ("Name", name), ("Who", "mum"));
        Assert.Equal(422, asked.Status);
        Assert.Contains("at most 120 letters", asked.Text, StringComparison.Ordinal);
        Assert.Equal(name, asked.ValueOf("name"));
        var sign = await phone.Send(form, "join", ("Name", "Kev\u0007Marsh"), ("Who", "mum"));
        Assert.Contains("a sign in it that we cannot show", sign.Text, StringComparison.Ordinal);
        Assert.Single((await server.Board(board)).Participants);
    }

    [Fact]
    public async Task Markup_in_a_name_is_words_everywhere()
    {
        const string Name = "<script>alert('x')</script><img src=x onerror=alert(1)>";
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard("Wren \"<b>and</b>\" Rowan", Name);
        var token = await server.Invite(board);
        using var phone = server.NewBrowser();
        var (join, map) = (await phone.Get("/join/" + token), await chair.Get("/b/" + board));
        Assert.Equal((200, 200), (join.Status, map.Status));
        Assert.Contains(Name, join.Text, StringComparison.Ordinal);
        foreach (var page in new[] { join, map })
        {
            Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", page.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>and</b>", page.Html, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/join/7kq2m-x9dtp-0hw4n-r8zvb-3jfye")]
    [InlineData("/join/nothing")]
    [InlineData("/join/%C3%A9t%C3%A9%2Fx")]
    public async Task A_link_that_leads_nowhere_gets_a_kind_answer(string path)
    {
        using var phone = server.NewBrowser();
        var page = await phone.Get(path);
        Assert.Equal(410, page.Status);
        Assert.Contains("This link does not open a meeting", page.Text, StringComparison.Ordinal);
    }

    private async Task<(string Board, string Token)> Meeting()
    {
        using var chair = server.NewBrowser();
        var board = await chair.StartBoard();
        return (board, await server.Invite(board));
    }
}
