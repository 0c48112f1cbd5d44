// SPDX-License-Identifier: MIT
#include "messages.h"

#include "clock.h"
#include "encode.h"
#include "guard.h"
#include "scripts.h"

// Whether one more may be sent now.
static bool allow(struct script *script) {
  enum { SECOND_US = 1000000 };
  uint32_t most = script->all->options->messages;
  if (most == 0) return true;
  uint64_t now_us = lark_now_us();
  if (now_us - script->sending.began_us >= SECOND_US) {
    script->sending.began_us = now_us;
    script->sending.count = 0;
  }
  if (script->sending.count >= most) return false;
  script->sending.count++;
  return true;
}

static int refuse(lua_State *L, struct script *script) {
  script->used.messages_refused++;
  return luaL_error(L,
                    "lark.send: more than %d messages in a second; send fewer, "
                    "or lark.sleep(1) first",
                    (int)script->all->options->messages);
}

// Arguments: a name and a value; the value's JSON text is on top.
static int send_json(lua_State *L) {
  struct script *script = lualark_script_at(L);
  const lualark_options *options = script->all->options;
  size_t length = 0;
  const char *name = lua_tostring(L, 1);
  const char *json = lua_tolstring(L, -1, &length);
  lualark_guard_check(L, script);
  script->used.messages++;
  lualark_guard_pause(script);
  options->message(options->user, script->all->engine, script->id, name, json,
                   length);
  lualark_guard_resume(script);
  lualark_guard_check(L, script);
  return 0;
}

/// lark.send(name, value): sends the host a message.
static int send(lua_State *L) {
  struct script *script = lualark_script_at(L);
  luaL_checkstring(L, 1);
  lua_settop(L, 2);
  lualark_guard_check(L, script);
  if (script->all->options->message == NULL)
    return luaL_error(L, "this program takes no messages");
  if (!allow(script)) return refuse(L, script);
  if (!lua_isnil(L, 2)) return lualark_encode_turns(L, 2, NULL, send_json);
  lua_pushliteral(L, "null");
  return send_json(L);
}

void lualark_messages_open(lua_State *L) {
  lua_pushcfunction(L, send);
  lua_setfield(L, -2, "send");
}
