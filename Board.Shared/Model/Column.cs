namespace MappingBoard.Shared.Model;

/// <summary>The three columns of the map, in the order in which they stand. Their labels are data in the template.</summary>
public enum Column
{
    /// <summary>What are we worried about?</summary>
    Worries,

    /// <summary>What's working well?</summary>
    WorkingWell,

    /// <summary>What needs to happen?</summary>
    NeedsToHappen,
}
