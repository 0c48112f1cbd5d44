// SPDX-License-Identifier: MIT
#include "receive.h"

#include <lauxlib.h>
#include <strings.h>

#include "charge.h"
#include "clock.h"
#include "error.h"
#include "fields.h"
#include "lark_events.h"
#include "lualark_words.h"
#include "native.h"
#include "push.h"

typedef struct holder {
  lualark_native native;
  lark_received *received;
  size_t charged;
} holder;

// A request takes this much while it is read, at most: its body as simdjson has
// it, and decrypted; and about how many instructions of Lua it is worth.
enum {
  BYTES_A_BYTE = 15,
  BYTES_AT_LEAST = 4096,
  STEPS_A_REQUEST = 100,
  BYTES_A_STEP = 64,
};

static void free_holder(lualark_native *native) {
  holder *held = (holder *)native;
  lark_received_free(held->received);
  held->received = NULL;
  lualark_charge_return(native->state, held->charged);
  held->charged = 0;
}

// Counts what reading a body will take, unless it is too long to be read.
static void charge(lua_State *L, holder *held,
                   const lark_event_options *options, size_t body_bytes) {
  lualark_state *state = held->native.state;
  size_t read_bytes = body_bytes <= options->max_body_bytes ? body_bytes : 0;
  size_t bytes = read_bytes * BYTES_A_BYTE + BYTES_AT_LEAST;
  lualark_charge_add(L, state, bytes);
  held->charged = bytes;
  state->steps += STEPS_A_REQUEST + (uint32_t)(read_bytes / BYTES_A_STEP);
}

// The member of the request at index 1 that has a header's name, in whatever
// case, or NULL. A list of values, as some servers give it, stands for its
// first. The table keeps the text.
static const char *find_header(lua_State *L, int headers, const char *name) {
  const char *found = NULL;
  lua_pushnil(L);
  while (lua_next(L, headers)) {
    if (lua_type(L, -2) == LUA_TSTRING &&
        strcasecmp(lua_tostring(L, -2), name) == 0) {
      if (lua_istable(L, -1)) {
        lua_rawgeti(L, -1, 1);
        lua_replace(L, -2);
      }
      if (lua_type(L, -1) == LUA_TSTRING) found = lua_tostring(L, -1);
    }
    lua_pop(L, 1);
  }
  return found;
}

static bool read_headers(lua_State *L, lark_event_request *request) {
  int type = lua_getfield(L, 1, "headers");
  if (type == LUA_TNIL) return true;
  if (type != LUA_TTABLE) {
    lualark_error_argument(L, "headers",
                           "headers must be a table of strings by name");
    return false;
  }
  int headers = lua_gettop(L);
  request->timestamp = find_header(L, headers, "X-Lark-Request-Timestamp");
  request->nonce = find_header(L, headers, "X-Lark-Request-Nonce");
  request->signature = find_header(L, headers, "X-Lark-Signature");
  return true;
}

static bool read_body(lua_State *L, lark_event_request *request) {
  if (lua_getfield(L, 1, "body") != LUA_TSTRING) {
    lualark_error_argument(L, "body", "%s must be a string, not a %s", "body",
                           lualark_words_type(L, -1));
    return false;
  }
  request->body = lua_tolstring(L, -1, &request->body_bytes);
  return true;
}

// Reads a number from 0 on; nil keeps `*to`. Nothing may be as large as
// `below`.
static bool read_number(lua_State *L, const char *name, double below,
                        double *to) {
  int type = lua_getfield(L, 1, name);
  if (type == LUA_TNIL) return true;
  double number = lua_tonumber(L, -1);
  if (type == LUA_TNUMBER && number >= 0 && number < below) {
    *to = number;
    return true;
  }
  lualark_error_argument(L, name, "%s must be a number from 0 on", name);
  return false;
}

static bool read_secrets(lua_State *L, lark_event_options *options) {
  lua_getfield(L, 1, "encrypt_key");
  if (!lualark_fields_text(L, "encrypt_key", &options->encrypt_key))
    return false;
  lua_getfield(L, 1, "verification_token");
  return lualark_fields_text(L, "verification_token",
                             &options->verification_token);
}

static bool read_numbers(lua_State *L, lark_event_options *options,
                         int64_t *now_ms) {
  double now_s = (double)lark_wall_ms() / 1000;
  double window_s = options->window_s;
  double most_bytes = (double)options->max_body_bytes;
  if (!read_number(L, "now", 1e11, &now_s) ||
      !read_number(L, "window", 1e9, &window_s) ||
      !read_number(L, "max_body_bytes", 1e9, &most_bytes))
    return false;
  *now_ms = (int64_t)(now_s * 1000);
  options->window_s = (uint32_t)window_s;
  options->max_body_bytes = (size_t)most_bytes;
  return true;
}

// Index 1 is the table of it all. Texts stay on the stack.
static bool read_all(lua_State *L, lark_event_options *options,
                     lark_event_request *request, int64_t *now_ms) {
  static const char *const known[] = {
      "body", "encrypt_key",        "headers", "max_body_bytes",
      "now",  "verification_token", "window",
  };
  const char *unknown =
      lualark_fields_unknown(L, 1, known, sizeof known / sizeof known[0]);
  if (unknown != NULL) {
    lualark_error_argument(L, unknown, "lark.events.receive takes no %s",
                           unknown);
    return false;
  }
  return read_body(L, request) && read_headers(L, request) &&
         read_secrets(L, options) && read_numbers(L, options, now_ms);
}

static void set_text(lua_State *L, const char *name, const char *text) {
  if (text[0] == '\0') return;
  lua_pushstring(L, text);
  lua_setfield(L, -2, name);
}

static void push_header(lua_State *L, const lark_received *received) {
  lua_createtable(L, 0, 5);
  set_text(L, "event_id", received->id);
  set_text(L, "event_type", received->type);
  set_text(L, "app_id", received->app_id);
  set_text(L, "tenant_key", received->tenant_key);
  if (received->create_time_ms == 0) return;
  lua_pushinteger(L, received->create_time_ms);
  lua_setfield(L, -2, "create_time");
}

// Sets what the web server is to answer, in the table on top.
static void set_answer(lua_State *L, const lark_received *received) {
  lua_pushinteger(L, received->http_status);
  lua_setfield(L, -2, "status");
  lua_pushlstring(L, received->answer, received->answer_bytes);
  lua_setfield(L, -2, "answer");
}

int lualark_receive_push(lua_State *L, const lark_received *received) {
  if (received->kind == LARK_RECEIVED_NOTHING) {
    lua_pushnil(L);
    lualark_error_push(L, &received->error);
    set_answer(L, received);
    return 2;
  }
  bool is_event = received->kind == LARK_RECEIVED_EVENT;
  lua_createtable(L, 0, 5);
  lua_pushstring(L, is_event ? "event" : "challenge");
  lua_setfield(L, -2, "kind");
  set_answer(L, received);
  if (!is_event) return 1;
  push_header(L, received);
  lua_setfield(L, -2, "header");
  lualark_push_value(L, received->event);
  lua_setfield(L, -2, "event");
  return 1;
}

int lualark_receive(lua_State *L) {
  lark_event_options options;
  lark_event_request request = {.size = sizeof request};
  int64_t now_ms = 0;
  luaL_checktype(L, 1, LUA_TTABLE);
  lua_settop(L, 1);
  lark_event_options_init(&options, sizeof options);
  if (!read_all(L, &options, &request, &now_ms)) return 2;
  holder *held =
      lualark_native_push(L, lualark_state_get(L), sizeof *held, free_holder);
  charge(L, held, &options, request.body_bytes);
  if (lark_event_receive(&options, &request, now_ms, &held->received) !=
      LARK_OK)
    return lualark_charge_starve(L);
  int count = lualark_receive_push(L, held->received);
  // At once: the collector sees a few bytes of it.
  free_holder(&held->native);
  return count;
}
