// SPDX-License-Identifier: MIT

#include "log.h"

#include "callback.h"
#include "client.h"

static void set_text(lua_State *L, const char *name, const char *text) {
  if (text == NULL || text[0] == '\0') return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void set_integer(lua_State *L, const char *name, lua_Integer number) {
  lua_pushinteger(L, number);
  lua_setfield(L, -2, name);
}

void lualark_log_push(lua_State *L, const lark_log_entry *entry) {
  lua_createtable(L, 0, 12);
  set_text(L, "endpoint", entry->endpoint);
  set_text(L, "log_id", entry->log_id);
  set_text(L, "next", entry->next);
  set_text(L, "mended", entry->mended);
  set_text(L, "note", entry->note);
  if (entry->status != LARK_OK) set_text(L, "kind", lark_kind(entry->status));
  set_integer(L, "attempt", entry->attempt);
  if (entry->http_status != 0)
    set_integer(L, "http_status", entry->http_status);
  if (entry->code != 0) set_integer(L, "code", entry->code);
  if (entry->date_s != 0) set_integer(L, "date", entry->date_s);
  if (entry->limit != 0) set_integer(L, "limit", entry->limit);
  lua_pushnumber(L, (lua_Number)entry->wait_us / 1000);
  lua_setfield(L, -2, "wait_ms");
  lua_pushnumber(L, (lua_Number)entry->duration_us / 1000);
  lua_setfield(L, -2, "duration_ms");
}

// Arguments: the client, the entry.
static int deliver(lua_State *L) {
  lualark_client_push(L, lua_touserdata(L, 1));
  lua_getiuservalue(L, -1, LUALARK_LOG);
  lualark_log_push(L, lua_touserdata(L, 2));
  lua_call(L, 1, 0);
  return 0;
}

void lualark_log_entry(void *user, const lark_log_entry *entry) {
  lualark_client *client = user;
  // A client that is being opened has no scheduler to call it on.
  if (client->scheduler == NULL) return;
  lualark_callback_run(client->scheduler, deliver, client, entry);
}
