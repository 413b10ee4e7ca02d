namespace MappingBoard.Shared.Log;

/// <summary>
/// The version of what viewers get of a log (V2, V3): of <c>Project</c>, <c>IsPersonal</c> and the numbers of the streams. A
/// number of a stream means something together with the projection that counted it, so both are named wherever one is
/// kept: in a page, in the page as it was rendered, and in a stored snapshot. Where they differ the whole board is sent or
/// the whole log is read, and nothing is continued wrongly (G1).
/// </summary>
public static class ProjectionVersion
{
    /// <summary>
    /// Raised with every build by which somebody would get other changes of some log than before, or another number of
    /// them. The golden logs show it.
    /// </summary>
    public const int Current = 2;

    /// <summary>What a page names that has no board yet, or that does not say.</summary>
    public const int None = 0;
}
