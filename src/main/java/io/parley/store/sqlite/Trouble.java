package io.parley.store.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteException;

/** What an error of the database means for the writes that met it. */
enum Trouble {
    /** Full, or locked by somebody else: nothing was stored, and the next transaction may well succeed. */
    TEMPORARY,
    /** The file or the disk under it can't be trusted any more; only a restart, with its recovery, tells what is stored. */
    FATAL,
    /** The statement itself is at fault. */
    GUILTY;

    static Trouble of(SQLException e) {
        if (!(e instanceof SQLiteException known)) {
            return GUILTY;
        }
        return switch (known.getResultCode().code & 0xff) {
            case /* BUSY */ 5, /* LOCKED */ 6, /* INTERRUPT */ 9, /* FULL */ 13 -> TEMPORARY;
            case /* NOMEM */ 7, /* READONLY */
                    8, /* IOERR */
                    10, /* CORRUPT */
                    11, /* CANTOPEN */
                    14, /* PROTOCOL */
                    15,
                    /* NOTADB */ 26 -> FATAL;
            default -> GUILTY;
        };
    }
}
