// SPDX-License-Identifier: MIT
#include "recording_file.h"

#include "private_file.h"

static const char layout[] =
    "CREATE TABLE accounts ("
    "  id INTEGER PRIMARY KEY, base_url TEXT NOT NULL, app_id TEXT NOT NULL,"
    "  tenant_key TEXT NOT NULL, UNIQUE (base_url, app_id, tenant_key));"
    "CREATE TABLE answers ("
    "  id INTEGER PRIMARY KEY,"
    "  account INTEGER NOT NULL REFERENCES accounts (id),"
    "  method TEXT NOT NULL, path TEXT NOT NULL, body TEXT NOT NULL,"
    "  occurrence INTEGER NOT NULL, recorded_ms INTEGER NOT NULL,"
    "  http_status INTEGER NOT NULL, log_id TEXT NOT NULL,"
    "  answer TEXT NOT NULL,"
    "  UNIQUE (account, method, path, body, occurrence));";

sqlite3 *lualark_recording_file_open(const char *path, bool replay, char *why,
                                     size_t why_bytes) {
  const lualark_file_kind kind = {
      .application = 0x4c61726b, // "Lark"
      .layout_number = 1,
      .layout = layout,
      .probe = "SELECT count(*) FROM accounts",
      .is_missing = "there is no such file; --record makes one",
      .is_empty = "nothing was recorded in it; --record does that",
      .is_other = "this is no recording, but a file of another kind",
      .is_foreign = "another version of lualark recorded it (layout "
                    "%d, this one has %d): record into another file",
  };
  return lualark_private_file_open(&kind, path, replay, why, why_bytes);
}

void lualark_recording_file_close(sqlite3 *db, bool replay) {
  lualark_private_file_close(db, replay);
}
