// SPDX-License-Identifier: MIT
#include "inbox_statements.h"

// As the partial indexes say it: SQLite uses one where its condition stands in
// the query.
#define OPEN " AND ended_ms IS NULL"

#define TAKEN                                                                  \
  "id, event_id, type, app_id, tenant_key, create_ms, body, tries + 1,"        \
  " received_ms, won, key"

#define MEANT " AND (?1 IS NULL OR event_id = ?1) AND (?2 IS NULL OR type = ?2)"

const char *const lualark_inbox_texts[LUALARK_INBOX_STATEMENTS] = {
    [INBOX_ID] = "SELECT id FROM inbox",
    [ADD_RUN] = "INSERT INTO runs (host, pid, began_ms) VALUES (?1, ?2, ?3)"
                " RETURNING id",
    [NEXT_RUN] = "SELECT min(run) FROM events WHERE state = 'handling'" OPEN
                 " AND run > ?1",
    [FREE_EVENTS] =
        "UPDATE events SET state = 'ready', due_ms = 0, run = NULL,"
        " message = ?2 WHERE state = 'handling'" OPEN " AND run = ?1",
    [ADD_EVENT] =
        "INSERT INTO events (event_id, type, app_id, tenant_key, create_ms,"
        " received_ms, body, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 'new')"
        " ON CONFLICT DO NOTHING",
    [NEW_EVENTS] = "SELECT " TAKEN " FROM events WHERE state = 'new'" OPEN
                   " ORDER BY due_ms, id LIMIT ?1",
    [SORT_EVENT] = "UPDATE events SET key = ?2, state ="
                   " CASE WHEN EXISTS (SELECT 1 FROM events AS e"
                   " WHERE e.key = ?2 AND e.ended_ms IS NULL)"
                   " THEN 'queued' ELSE 'ready' END"
                   " WHERE id = ?1 AND state = 'new'",
    [LOOK] = "SELECT EXISTS (SELECT 1 FROM events WHERE state = 'new'" OPEN "),"
             " EXISTS (SELECT 1 FROM events WHERE state = 'ready'" OPEN
             " AND due_ms <= ?1),"
             " EXISTS (SELECT 1 FROM events WHERE state > ''" OPEN ")",
    [DUE_EVENTS] = "SELECT " TAKEN " FROM events WHERE state = 'ready'" OPEN
                   " AND due_ms <= ?1 ORDER BY due_ms, id LIMIT ?2",
    [CLAIM_EVENT] = "UPDATE events SET state = 'handling', run = ?2,"
                    " tries = tries + 1 WHERE id = ?1",
    [WIN_EVENT] = "UPDATE events SET won = 1 WHERE id = ?1",
    [END_EVENT] =
        "UPDATE events SET state = ?3, ended_ms = ?4, message = ?5,"
        " run = NULL,"
        " body = CASE WHEN ?6 THEN body END,"
        // A key may tell of a person: it goes with the event that had it.
        " key = CASE WHEN ?3 = 'failed' THEN key END"
        " WHERE id = ?1 AND state = 'handling' AND run = ?2",
    [AGAIN_EVENT] = "UPDATE events SET state = 'ready', due_ms = ?3,"
                    " message = ?4, run = NULL, tries = tries - ?5"
                    " WHERE id = ?1 AND state = 'handling' AND run = ?2",
    [NEXT_OF_KEY] = "UPDATE events SET state = 'ready' WHERE id ="
                    " (SELECT id FROM events WHERE key = ?1" OPEN
                    " ORDER BY id LIMIT 1) AND state = 'queued'",
    [COUNTS] = "SELECT state, count(*) FROM events GROUP BY state",
    [LIST] =
        "SELECT event_id, type, state, tries, received_ms, ended_ms,"
        " CASE WHEN state = 'ready' AND tries > 0 THEN due_ms END, key,"
        " app_id, tenant_key, create_ms, message,"
        " CASE WHEN ?4 THEN body END, length(body)"
        " FROM events WHERE (NOT ?3 OR state = 'failed')" MEANT " ORDER BY id",
    [REPLAY] = "UPDATE events SET state = 'new', key = NULL, tries = 0,"
               " due_ms = 0, ended_ms = NULL, message = NULL"
               " WHERE state IN ('failed', 'no handler', 'done', 'dropped')"
               " AND body IS NOT NULL" MEANT
               " AND (?1 IS NOT NULL OR state = 'failed')",
    [DROP] =
        "UPDATE events SET state = 'dropped', ended_ms = ?4, body = NULL,"
        " message = NULL, key = NULL WHERE (state = 'failed' OR (NOT ?3 AND"
        " state IN ('new', 'queued', 'ready')))" MEANT,
    [DROP_NEXT] = "UPDATE events SET state = 'ready' WHERE state = 'queued'"
                  " AND NOT EXISTS (SELECT 1 FROM events AS e WHERE e.key "
                  "= events.key"
                  " AND e.ended_ms IS NULL AND e.id < events.id)",
    [FORGET] = "DELETE FROM events WHERE ended_ms < ?1 AND state <> 'failed'",
    [ERASE_FAILED] = "UPDATE events SET body = NULL, message = NULL, key = NULL"
                     " WHERE ended_ms < ?1 AND state = 'failed'",
    [FORGET_RUNS] = "DELETE FROM runs WHERE began_ms < ?1 AND NOT EXISTS"
                    " (SELECT 1 FROM events WHERE state = 'handling'" OPEN
                    " AND run = runs.id)",
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
};
