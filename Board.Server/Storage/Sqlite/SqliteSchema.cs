using Microsoft.Data.Sqlite;

namespace MappingBoard.Server.Storage.Sqlite;

/// <summary>The tables, and how an older file becomes a newer one: <c>user_version</c> says how many steps it has had.</summary>
internal static class SqliteSchema
{
    /// <summary>Marks the file as ours: "MapB".</summary>
    private const long ApplicationId = 0x4D617042;

    /// <summary>The version from which on what is deleted is overwritten at once.</summary>
    private const int FirstThatOverwrites = 6;

    /// <summary>Steps are only ever added at the end.</summary>
    private static readonly string[] Steps =
    [
        // The log (O1, O3). Clustered by board, so that opening one reads one range.
        """
        CREATE TABLE commits (
            board   TEXT    NOT NULL,
            number  INTEGER NOT NULL,
            format  INTEGER NOT NULL, -- Commit.V
            first   INTEGER NOT NULL, -- the sequence numbers of its changes; last = first - 1 when it has none
            last    INTEGER NOT NULL,
            hash    BLOB    NOT NULL, -- SHA-256 of payload: what the next commit names (O5)
            payload BLOB    NOT NULL, -- canonical JSON, UTF-8
            PRIMARY KEY (board, number)
        ) STRICT, WITHOUT ROWID;

        -- The latest commit of each board, and when it last changed by a clock that only counts.
        CREATE TABLE boards (
            board   TEXT    NOT NULL PRIMARY KEY,
            number  INTEGER NOT NULL,
            changed INTEGER NOT NULL UNIQUE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE change_clock (now INTEGER NOT NULL) STRICT;
        INSERT INTO change_clock VALUES (0);

        -- Caches (O3): may be emptied at any time.
        CREATE TABLE snapshots (
            board   TEXT    NOT NULL PRIMARY KEY,
            number  INTEGER NOT NULL,
            format  INTEGER NOT NULL, -- Snapshot.V
            hash    BLOB    NOT NULL, -- SHA-256 of payload
            payload BLOB    NOT NULL
        ) STRICT;
        """,

        // Ways into a board. The token itself is nowhere; times are UTC, ISO 8601 to the tick.
        """
        CREATE TABLE invitations (
            token_hash TEXT NOT NULL PRIMARY KEY, -- SHA-256, lower-case hex
            board      TEXT NOT NULL,
            created_by TEXT NOT NULL, -- a participant
            created_at TEXT NOT NULL,
            role       TEXT,          -- null: those who join say who they are
            expires_at TEXT,
            revoked_at TEXT
        ) STRICT, WITHOUT ROWID;
        """,

        // The doors. An invitation says what one comes as; a link of before did not, so it leads nowhere from now on.
        """
        DROP TABLE invitations;
        CREATE TABLE invitations (
            id         TEXT NOT NULL PRIMARY KEY,
            token_hash TEXT NOT NULL UNIQUE, -- SHA-256, lower-case hex
            board      TEXT NOT NULL,
            created_by TEXT NOT NULL,        -- a participant
            created_at TEXT NOT NULL,
            role       TEXT NOT NULL,
            sees       TEXT NOT NULL,
            name       TEXT,                 -- of the one person whom it is for; gone a day after it is over
            who        TEXT,
            uses       INTEGER,              -- how many may come by it; null: any number
            expires_at TEXT NOT NULL,
            revoked_at TEXT,
            code_hash  TEXT UNIQUE,          -- HMAC-SHA-256 of the code that is read out, with a key that is not in this file
            code_until TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX invitations_of_board ON invitations (board, created_at);

        CREATE TABLE join_requests (
            id          TEXT NOT NULL PRIMARY KEY,
            board       TEXT NOT NULL,
            invitation  TEXT NOT NULL,
            participant TEXT NOT NULL, -- who they are on the board once they are let in
            name        TEXT,          -- gone a day after it was decided
            who         TEXT,
            role        TEXT NOT NULL,
            sees        TEXT NOT NULL,
            asked_at    TEXT NOT NULL,
            state       TEXT NOT NULL,
            decided_at  TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX join_requests_of_board ON join_requests (board, state, asked_at);
        CREATE INDEX join_requests_of_invitation ON join_requests (invitation, state);

        CREATE TABLE device_links (
            token_hash  TEXT NOT NULL PRIMARY KEY, -- SHA-256, lower-case hex
            board       TEXT NOT NULL,
            participant TEXT NOT NULL,
            expires_at  TEXT NOT NULL,
            used_at     TEXT
        ) STRICT, WITHOUT ROWID;

        -- Who opened which board, and who let whom in. Names nobody; see Access/Log.
        CREATE TABLE access_log (
            number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            board       TEXT NOT NULL,
            at          TEXT NOT NULL,
            what        TEXT NOT NULL,
            participant TEXT,
            by          TEXT,
            role        TEXT,
            invitation  TEXT,
            detail      TEXT
        ) STRICT;
        CREATE INDEX access_log_of_board ON access_log (board, number);
        CREATE TRIGGER access_log_is_not_changed BEFORE UPDATE ON access_log
        BEGIN SELECT RAISE (ABORT, 'The access log is append-only.'); END;
        CREATE TRIGGER access_log_is_not_shortened BEFORE DELETE ON access_log
        BEGIN SELECT RAISE (ABORT, 'The access log is append-only.'); END;
        """,

        // The meetings of each member of staff. The key is a hash: no name and no subject stands here.
        """
        CREATE TABLE staff_meetings (
            staff       TEXT NOT NULL, -- SHA-256 of issuer and subject, lower-case hex
            board       TEXT NOT NULL,
            participant TEXT NOT NULL, -- who they are on that board
            created     TEXT NOT NULL,
            PRIMARY KEY (staff, board)
        ) STRICT, WITHOUT ROWID;
        """,

        // The list of all meetings: a cache (O3), may be emptied at any time.
        """
        CREATE TABLE meetings (
            board   TEXT    NOT NULL PRIMARY KEY,
            number  INTEGER NOT NULL, -- the last commit that is in it
            last_at TEXT    NOT NULL,
            summary BLOB    NOT NULL  -- JSON, UTF-8
        ) STRICT;
        CREATE INDEX meetings_by_quiet ON meetings (last_at, board);
        """,

        // How long boards are kept (K2 to K4).
        """
        CREATE TABLE legal_holds (
            board TEXT NOT NULL PRIMARY KEY,
            since TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE destroyed (
            board TEXT NOT NULL PRIMARY KEY,
            proof BLOB NOT NULL -- JSON, UTF-8
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER destroyed_stays_as_it_is BEFORE UPDATE ON destroyed
        BEGIN SELECT RAISE (ABORT, 'A proof is not changed.'); END;
        CREATE TRIGGER destroyed_stays BEFORE DELETE ON destroyed
        BEGIN SELECT RAISE (ABORT, 'A proof is not taken away.'); END;

        -- Whatever a server has in memory, nothing of a destroyed board comes back.
        CREATE TRIGGER no_commit_of_the_destroyed BEFORE INSERT ON commits
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (ABORT, 'The board was destroyed.'); END;
        CREATE TRIGGER no_snapshot_of_the_destroyed BEFORE INSERT ON snapshots
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (IGNORE); END;
        CREATE TRIGGER no_summary_of_the_destroyed BEFORE INSERT ON meetings
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (IGNORE); END;
        CREATE TRIGGER no_invitation_of_the_destroyed BEFORE INSERT ON invitations
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (IGNORE); END;
        CREATE TRIGGER no_request_of_the_destroyed BEFORE INSERT ON join_requests
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (IGNORE); END;
        CREATE TRIGGER no_device_of_the_destroyed BEFORE INSERT ON device_links
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (IGNORE); END;
        CREATE TRIGGER no_place_of_the_destroyed BEFORE INSERT ON staff_meetings
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (IGNORE); END;
        """,

        // The log by rows. Clustered by board, whoever looked for a place compared with whole rows on the way, with all pages of
        // their payload: a damaged page beneath one board stopped the writing of others (G3).
        """
        DROP TRIGGER IF EXISTS no_commit_of_the_destroyed;
        CREATE TABLE commits_by_row (
            board   TEXT    NOT NULL,
            number  INTEGER NOT NULL,
            format  INTEGER NOT NULL, -- Commit.V
            first   INTEGER NOT NULL, -- the sequence numbers of its changes; last = first - 1 when it has none
            last    INTEGER NOT NULL,
            hash    BLOB    NOT NULL, -- SHA-256 of payload: what the next commit names (O5)
            payload BLOB    NOT NULL, -- canonical JSON, UTF-8
            PRIMARY KEY (board, number)
        ) STRICT;
        INSERT INTO commits_by_row SELECT board, number, format, first, last, hash, payload FROM commits ORDER BY board, number;
        DROP TABLE commits;
        ALTER TABLE commits_by_row RENAME TO commits;
        CREATE TRIGGER no_commit_of_the_destroyed BEFORE INSERT ON commits
        WHEN EXISTS (SELECT 1 FROM destroyed WHERE board = NEW.board)
        BEGIN SELECT RAISE (ABORT, 'The board was destroyed.'); END;
        """,
    ];

    /// <summary>Takes the steps that the file has not had, all or none of them.</summary>
    /// <exception cref="InvalidOperationException">The file is not ours, is damaged, or a newer version wrote it; it is left as it is.</exception>
    public static void BringUpToDate(WriteConnection file)
    {
        try
        {
            TakeSteps(file);
        }
        catch (SqliteException e) when (SqliteErrors.IsDamage(e))
        {
            throw new InvalidOperationException("The database file is damaged: its list of tables cannot be read.", e);
        }
    }

    private static void TakeSteps(WriteConnection file)
    {
        // Before anything is changed: making a foreign file durable would already write to it.
        StepsTaken(file);
        file.MakeDurable();
        file.Run("BEGIN IMMEDIATE");
        var taken = StepsTaken(file);
        if (taken < Steps.Length)
        {
            foreach (var step in Steps[taken..]) file.Run(step);
            file.Run($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Steps.Length}");
        }

        file.Run("COMMIT");
        // Earlier versions did not overwrite what was deleted: what still stands in freed pages goes now.
        if (taken is > 0 and < FirstThatOverwrites) file.Run("VACUUM");
    }

    private static int StepsTaken(WriteConnection file)
    {
        var (application, taken) = Marks(file);
        if (application != ApplicationId && (application != 0 || taken != 0 || file.Scalar("SELECT 1 FROM sqlite_schema") is not null))
            throw new InvalidOperationException("The database file belongs to another program.");
        if (taken > Steps.Length) throw new InvalidOperationException("The database file was written by a newer version of this server.");
        return taken;
    }

    private static (long Application, int Taken) Marks(WriteConnection file)
    {
        try
        {
            return ((long)file.Scalar("PRAGMA application_id")!, (int)(long)file.Scalar("PRAGMA user_version")!);
        }
        catch (SqliteException e) when (!SqliteErrors.IsTransient(e))
        {
            throw new InvalidOperationException("The database file cannot be read.", e);
        }
    }
}
