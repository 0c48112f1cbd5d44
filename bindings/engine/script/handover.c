// SPDX-License-Identifier: MIT
#include "handover.h"

#include <stdio.h>

#include "encode.h"
#include "ending.h"
#include "error_text.h"
#include "failure.h"
#include "guard.h"
#include "reader.h"
#include "scripts.h"
#include "share.h"
#include "versions.h"

static const char function_key = 0; // registry: what lark.on_replace() got

// ------------------------------------------------------------ the new version

static int refuse(lua_State *L, const char *why) {
  return luaL_error(L, "the state is no JSON: %s", why);
}

// Returns the state. Yields meanwhile where the text is long.
static int decode(lua_State *L) {
  const struct script *script = lualark_script_at(L);
  return lualark_reader_push(
      L, &script->scheduler->state,
      &(lualark_reader_text){script->versions.state,
                             script->versions.state_bytes - 1, NULL, refuse});
}

// The text is no longer needed once it was read and the script has a state of
// its own to hand over.
static void drop_if_used(struct script *script) {
  if (script->versions.was_read && script->versions.has_function)
    lualark_versions_drop_state(script);
}

static int return_state(lua_State *L, int status, lua_KContext context) {
  struct script *script = lualark_script_at(L);
  (void)status, (void)context;
  script->versions.was_read = true;
  drop_if_used(script);
  return 1;
}

/// lark.state(): what the old version handed over, the first time that it is
/// called; nil if there is nothing, and why if the old version failed.
static int state(lua_State *L) {
  struct script *script = lualark_script_at(L);
  if (script->versions.state == NULL || script->versions.is_taken) {
    lua_pushnil(L);
    lua_pushstring(L, script->versions.missing); // NULL: nil
    return 2;
  }
  script->versions.is_taken = true;
  lua_pushcfunction(L, decode);
  lua_callk(L, 0, 1, 0, return_state);
  return return_state(L, LUA_OK, 0);
}

// ------------------------------------------------------------ the old version

/// lark.on_replace(fn): fn() returns the state for the next version.
static int on_replace(lua_State *L) {
  struct script *script = lualark_script_at(L);
  luaL_checktype(L, 1, LUA_TFUNCTION);
  lua_settop(L, 1);
  lua_rawsetp(L, LUA_REGISTRYINDEX, &function_key);
  script->versions.has_function = true;
  drop_if_used(script);
  return 0;
}

static int encode(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  if (!lua_isnil(L, -1))
    return lualark_encode_turns(L, lua_gettop(L), NULL, NULL);
  return 1;
}

// Returns the state as JSON; nil for none.
static int produce(lua_State *L) {
  if (lua_rawgetp(L, LUA_REGISTRYINDEX, &function_key) != LUA_TFUNCTION) {
    lua_pushstring(L, lualark_script_at(L)->versions.state);
    return 1;
  }
  lua_callk(L, 0, 1, 0, encode);
  return encode(L, LUA_OK, 0);
}

// Ends the new version, so that the old one goes on. Not inside of Lua.
static void fail(struct script *old, lark_status status, const char *why) {
  char whole[sizeof old->verdict.text];
  lark_mend_end(whole, sizeof whole,
                snprintf(whole, sizeof whole,
                         "the old version handed over no state: %s", why));
  lualark_ending_order(old->versions.successor, status, whole);
}

static int describe(lua_State *L) {
  lualark_error_text_push(L, 1);
  return 1;
}

// Replaces the error on top by its text, which its own code may write.
static const char *text_of(lua_State *L) {
  lua_pushcfunction(L, describe);
  lua_insert(L, -2);
  if (lua_pcall(L, 1, 1, 0) != LUA_OK || lua_type(L, -1) != LUA_TSTRING)
    return "it raised an error that cannot be read";
  return lua_tostring(L, -1);
}

static void retire(struct script *old) {
  lualark_scripts_drop_timer(old->all, &old->versions.timer);
  lualark_versions_begin(old);
  lualark_ending_retire(old); // the timer's room is there
}

// Gives the text on top to the new version.
static void hand_text(lua_State *L, struct script *old) {
  size_t bytes = 0;
  const char *json = lua_tolstring(L, -1, &bytes);
  lark_status status = LARK_OK;
  if (json != NULL)
    status = lualark_versions_set_state(old->versions.successor, json, bytes);
  if (status == LARK_OK)
    retire(old);
  else
    fail(old, status,
         status == LARK_ELIMIT ? "the new version has no memory for it"
                               : "out of memory");
}

// Whether the version for which it was asked still waits: it may have ended,
// and another one be there. Upvalue: its id.
static bool is_wanted(lua_State *L) {
  const struct script *next = lualark_script_at(L)->versions.successor;
  return next != NULL &&
         next->id == (lualark_script)lua_tointeger(L, lua_upvalueindex(1));
}

static int hand(lua_State *L, int status, lua_KContext context) {
  struct script *old = lualark_script_at(L);
  bool is_fine = status == LUA_OK || status == LUA_YIELD;
  const char *why = is_fine ? NULL : text_of(L);
  (void)context;
  lualark_guard_check(L, old);
  if (!is_wanted(L)) return 0; // it was given up meanwhile
  lualark_guard_pause(old);
  if (is_fine)
    hand_text(L, old);
  else
    fail(old, LARK_ESCRIPT, why);
  lualark_guard_resume(old);
  return 0;
}

// The function of the event that asks for the state. Upvalue: the id of the
// version that wants it.
static int hand_over(lua_State *L) {
  if (!is_wanted(L)) return 0;
  lua_settop(L, 0);
  lua_pushcfunction(L, produce);
  return hand(L, lua_pcallk(L, 0, 1, 0, 0, hand), 0);
}

static void give_up(void *owner, uint64_t now_us) {
  struct script *old = owner;
  char why[80];
  (void)now_us;
  snprintf(why, sizeof why, "it took longer than %.3g s",
           (double)old->all->options->retire_ms / 1e3);
  fail(old, LARK_ELIMIT, why);
}

// Sets when the old version has taken too long.
static lark_status set_timer(struct script *old) {
  if (!lualark_scripts_take_timer(old->all, &old->versions.timer, give_up, old))
    return LARK_ENOMEM;
  lualark_versions_start_timer(old);
  return LARK_OK;
}

lark_status lualark_handover_order(struct script *old, struct script *fresh) {
  if (set_timer(old) != LARK_OK) return LARK_ENOMEM;
  if (lualark_events_add_own(&old->events, "lark.on_replace", hand_over,
                             fresh->id) != LARK_OK) {
    lualark_scripts_drop_timer(old->all, &old->versions.timer);
    return LARK_ENOMEM;
  }
  lualark_versions_link(old, fresh);
  lualark_scripts_add_held(fresh);
  lualark_share_wake(old);
  return LARK_OK;
}

void lualark_handover_open(lua_State *L) {
  lua_pushcfunction(L, on_replace);
  lua_setfield(L, -2, "on_replace");
  lua_pushcfunction(L, state);
  lua_setfield(L, -2, "state");
}
