// SPDX-License-Identifier: MIT
#include "recording_drift.h"

#include <lauxlib.h>

#include "drift.h"
#include "endpoint.h"
#include "recording_file.h"
#include "statements.h"
#include "words.h"

enum { DEFINED = 2 };

// The reading under way. A userdata, so that an error of Lua's leaves nothing
// open.
typedef struct reading {
  lark_drift *drift;
  sqlite3 *db;
  sqlite3_stmt *rows;
  lua_Integer foreign; ///< answers of no endpoint
  lua_State *L;        ///< at index DEFINED is what lark.define added
  char why[640];
} reading;

static int end_reading(lua_State *L) {
  reading *r = lua_touserdata(L, 1);
  if (r->rows != NULL) sqlite3_finalize(r->rows);
  lualark_recording_file_close(r->db, true);
  lark_drift_free(r->drift);
  *r = (reading){0};
  return 0;
}

static reading *push_reading(lua_State *L) {
  reading *r = lua_newuserdatauv(L, sizeof *r, 0);
  *r = (reading){.L = L};
  lua_createtable(L, 0, 1);
  lua_pushcfunction(L, end_reading);
  lua_setfield(L, -2, "__gc");
  lua_setmetatable(L, -2);
  if (lark_drift_new(NULL, &r->drift) != LARK_OK)
    luaL_error(L, "not enough memory");
  return r;
}

// ---------------------------------------------------------------- endpoints

// Whether a path without its query is of this pattern, whose segments may be
// parameters, ":name". `*literals` counts the other ones.
static bool fits(const char *pattern, const char *path, size_t path_bytes,
                 size_t *literals) {
  const char *end = path + path_bytes;
  *literals = 0;
  while (*pattern == '/' && path < end && *path == '/') {
    pattern++;
    path++;
    size_t wanted = strcspn(pattern, "/");
    const char *slash = memchr(path, '/', (size_t)(end - path));
    size_t found = (size_t)((slash != NULL ? slash : end) - path);
    bool is_literal = pattern[0] != ':';
    if (is_literal && (found != wanted || memcmp(pattern, path, wanted) != 0))
      return false;
    *literals += is_literal;
    pattern += wanted;
    path += found;
  }
  return *pattern == '\0' && path == end;
}

// The endpoint that fits best so far. Literal segments go before parameters:
// /jobs/combined_create is no /jobs/:job_id.
typedef struct best {
  const lark_endpoint *endpoint; // NULL: none fits
  size_t literals;
} best;

static void try_endpoint(best *found, const lark_endpoint *endpoint,
                         const char *method, const char *path) {
  size_t literals = 0;
  if (strcmp(endpoint->method, method) != 0) return;
  if (!fits(endpoint->path, path, strcspn(path, "?"), &literals)) return;
  if (found->endpoint == NULL || literals > found->literals)
    *found = (best){endpoint, literals};
}

// The endpoint that a request was for; NULL for one past the catalog and what
// lark.define added, which goes before the catalog.
static const lark_endpoint *endpoint_of(lua_State *L, const char *method,
                                        const char *path) {
  best found = {NULL, 0};
  for (lua_Integer i = 1; lua_rawgeti(L, DEFINED, i) != LUA_TNIL; i++) {
    try_endpoint(&found, lua_touserdata(L, -1), method, path);
    lua_pop(L, 1);
  }
  lua_pop(L, 1);
  for (size_t i = 0; i < lark_endpoint_count(); i++)
    try_endpoint(&found, lark_endpoint_at(i), method, path);
  return found.endpoint;
}

// ------------------------------------------------------------------ reading

// Compares the data of a success, or the code of an error.
static void look(reading *r, const lark_endpoint *endpoint, const char *answer,
                 size_t answer_bytes) {
  lark_document *document = NULL;
  if (lark_document_parse(answer, answer_bytes, &document, NULL) != LARK_OK)
    return;
  lark_json root = lark_document_root(document);
  lark_json code = lark_json_get(root, "code");
  if (lark_json_type(code) == LARK_INTEGER && lark_json_integer(code) != 0)
    lark_drift_look_at_code(r->drift, endpoint, lark_json_integer(code));
  else if (lark_json_type(code) == LARK_INTEGER)
    lark_drift_look(r->drift, endpoint, lark_json_get(root, "data"));
  lark_document_free(document);
}

static bool read_file(reading *r, const char *path) {
  r->db = lualark_recording_file_open(path, true, r->why, sizeof r->why);
  if (r->db == NULL) return false;
  static const char all[] = "SELECT method, path, answer FROM answers"
                            " ORDER BY id";
  int step = sqlite3_prepare_v3(r->db, all, -1, 0, &r->rows, NULL);
  if (step == SQLITE_OK) step = sqlite3_step(r->rows);
  for (; step == SQLITE_ROW; step = sqlite3_step(r->rows)) {
    const lark_endpoint *endpoint =
        endpoint_of(r->L, lualark_statement_text(r->rows, 0),
                    lualark_statement_text(r->rows, 1));
    const char *answer = lualark_statement_text(r->rows, 2);
    if (endpoint != NULL)
      look(r, endpoint, answer, (size_t)sqlite3_column_bytes(r->rows, 2));
    else
      r->foreign++;
  }
  if (step != SQLITE_DONE)
    snprintf(r->why, sizeof r->why, words_of("%s cannot be read: %s"), path,
             sqlite3_errmsg(r->db));
  sqlite3_finalize(r->rows);
  r->rows = NULL;
  lualark_recording_file_close(r->db, true);
  r->db = NULL;
  return step == SQLITE_DONE;
}

int recording_drift(lua_State *L) {
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lualark_endpoint_push_list(L, 0); // at DEFINED
  reading *r = push_reading(L);
  for (lua_Integer i = 1; lua_rawgeti(L, 1, i) == LUA_TSTRING; i++) {
    if (!read_file(r, lua_tostring(L, -1))) {
      lua_pushnil(L);
      lua_pushstring(L, r->why);
      return 2;
    }
    lua_pop(L, 1);
  }
  lualark_drift_push(L, r->drift);
  lua_pushinteger(L, (lua_Integer)lark_drift_answers(r->drift));
  lua_pushboolean(L, lark_drift_is_complete(r->drift));
  lua_pushinteger(L, r->foreign);
  return 4;
}
