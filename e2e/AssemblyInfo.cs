using MappingBoard.E2E.Browser;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// One browser and one server at a time is what two cores carry; several would slow each other into false failures.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(Stage))]
