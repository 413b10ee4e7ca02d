using Microsoft.Playwright;

namespace MappingBoard.E2E.Browser;

/// <summary>The kinds of device that the product is looked at on, in CSS pixels.</summary>
public sealed record Screen(string Name, int Width, int Height, bool Touch)
{
    /// <summary>A phone, 390 × 844, used by touch.</summary>
    public static readonly Screen Phone = new("phone", 390, 844, Touch: true);

    /// <summary>A laptop or a screen on the wall, 1440 × 900, used with mouse and keyboard.</summary>
    public static readonly Screen Desk = new("desk", 1440, 900, Touch: false);

    internal BrowserNewContextOptions ContextOptions(string baseUrl, ColorScheme scheme) => new()
    {
        BaseURL = baseUrl,
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        HasTouch = Touch,
        IsMobile = Touch,
        ColorScheme = scheme,
        Locale = "en-GB",
        TimezoneId = "Europe/London",
    };
}
