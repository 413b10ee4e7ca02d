namespace MappingBoard.Server.Tests.Storage;

public sealed class SqliteInvitationStoreTests() : InvitationStoreContract(new SqliteHome());

public sealed class CosmosInvitationStoreTests() : InvitationStoreContract(new CosmosHome(overTheNetwork: false));

public sealed class CosmosInvitationStoreOverTheNetworkTests() : InvitationStoreContract(new CosmosHome(overTheNetwork: true));

public sealed class SqliteWaitingRoomTests() : WaitingRoomContract(new SqliteHome());

public sealed class CosmosWaitingRoomTests() : WaitingRoomContract(new CosmosHome(overTheNetwork: false));

public sealed class CosmosWaitingRoomOverTheNetworkTests() : WaitingRoomContract(new CosmosHome(overTheNetwork: true));

public sealed class SqliteDeviceLinkTests() : DeviceLinkContract(new SqliteHome());

public sealed class CosmosDeviceLinkTests() : DeviceLinkContract(new CosmosHome(overTheNetwork: false));

public sealed class CosmosDeviceLinkOverTheNetworkTests() : DeviceLinkContract(new CosmosHome(overTheNetwork: true));

public sealed class SqliteAccessLogContractTests() : AccessLogContract(new SqliteHome());

public sealed class CosmosAccessLogTests() : AccessLogContract(new CosmosHome(overTheNetwork: false));

public sealed class CosmosAccessLogOverTheNetworkTests() : AccessLogContract(new CosmosHome(overTheNetwork: true));

public sealed class SqliteMeetingListTests() : MeetingListContract(new SqliteHome());

public sealed class CosmosMeetingListTests() : MeetingListContract(new CosmosHome(overTheNetwork: false));

public sealed class CosmosMeetingListOverTheNetworkTests() : MeetingListContract(new CosmosHome(overTheNetwork: true));
