using Bunit;
using MappingBoard.Client.UI;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Xunit;

namespace MappingBoard.Client.Tests.UI;

/// <summary>The parts of a page come alive one after the other, and none is forgotten.</summary>
public sealed class PartTests : BunitContext
{
    [Fact]
    public void Parts_wait_until_the_browser_has_the_page_and_then_all_come_alive_in_their_order()
    {
        var order = new List<string>();
        var turns = new Turns(oneByOne: true);
        var page = Show(turns, order, "one", "two", "three");
        Assert.Equal(3, page.FindAll("[data-waits]").Count);
        Assert.Empty(order);

        page.InvokeAsync(turns.Next);
        page.WaitForAssertion(() => Assert.Equal(["one", "two", "three"], order));
        Assert.Empty(page.FindAll("[data-waits]"));
        Assert.Equal(["one", "two", "three"], page.FindAll("[data-part]").Select(p => p.TextContent));
    }

    [Fact]
    public void A_part_that_is_added_later_does_not_wait()
    {
        var turns = new Turns(oneByOne: true);
        var page = Show(turns, [], "one");
        page.InvokeAsync(turns.Next);
        page.Render(p => p.Add(x => x.Names, ["one", "new"]));
        Assert.Empty(page.FindAll("[data-waits]"));
    }

    [Fact]
    public void Where_nothing_goes_one_by_one_every_part_is_alive_from_the_beginning() =>
        Assert.Empty(Show(new(oneByOne: false), [], "one", "two").FindAll("[data-waits]"));

    [Fact]
    public void A_part_that_goes_before_its_turn_does_not_hold_up_the_others()
    {
        var turns = new Turns(oneByOne: true);
        var page = Show(turns, [], "one", "two", "three");
        page.Render(p => p.Add(x => x.Names, ["one", "three"]));
        page.InvokeAsync(turns.Next);
        page.WaitForAssertion(() => Assert.Equal(["one", "three"], page.FindAll("[data-part]").Select(p => p.TextContent)));
    }

    [Fact]
    public void A_part_that_goes_while_it_has_the_turn_passes_it_on()
    {
        var turns = new Turns(oneByOne: true);
        var page = Show(turns, [], "one", "two");
        page.InvokeAsync(() =>
        {
            // In one go, so that the browser never gets to say that it has the first.
            var parts = page.FindComponents<DeferredRegion>();
            turns.Leave(parts[0].Instance);
            parts[0].Instance.ComeAlive();
            parts[0].Instance.Dispose();
        });
        page.WaitForAssertion(() => Assert.Equal("two", page.Find("[data-part=two]").TextContent));
    }

    private IRenderedComponent<Page> Show(Turns turns, List<string> order, params string[] names) =>
        Render<Page>(p => p.Add(x => x.Turns, turns).Add(x => x.Order, order).Add(x => x.Names, names));

    private sealed class Page : ComponentBase
    {
        [Parameter, EditorRequired]
        public required Turns Turns { get; set; }

        [Parameter, EditorRequired]
        public required List<string> Order { get; set; }

        [Parameter, EditorRequired]
        public required IReadOnlyList<string> Names { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenComponent<CascadingValue<Turns>>(0);
            builder.AddComponentParameter(1, "Value", Turns);
            builder.AddComponentParameter(2, "ChildContent", (RenderFragment)(content =>
            {
                foreach (var name in Names)
                {
                    content.OpenComponent<DeferredRegion>(0);
                    content.SetKey(name);
                    content.AddComponentParameter(1, nameof(DeferredRegion.Name), name);
                    content.AddComponentParameter(2, nameof(DeferredRegion.ChildContent), (RenderFragment)(words =>
                    {
                        if (!Order.Contains(name)) Order.Add(name);
                        words.AddContent(0, name);
                    }));
                    content.CloseComponent();
                }
            }));
            builder.CloseComponent();
        }
    }
}
