using Xunit.Sdk;
using Xunit.v3;

// Two lanes at once, each with its own browser and servers (Browser/Lanes.cs); within a lane one scenario at a time.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
