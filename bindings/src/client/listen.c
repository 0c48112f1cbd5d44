// SPDX-License-Identifier: MIT
#include "listen.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "charge.h"
#include "embedded.h"
#include "error.h"
#include "failure.h"
#include "fields.h"
#include "interruption.h"
#include "lark_listen.h"
#include "lualark_words.h"
#include "queue.h"
#include "receive.h"

#define TYPE "lark.listener"

typedef struct listener listener;
typedef struct listening listening;

// The core's end.
struct lualark_channel {
  lark_client *core;      // NULL: the listening has ended
  listener *owner;        // NULL: nobody takes what comes
  lualark_client *client; // that has it; NULL: it has left
};

typedef lualark_channel channel;

// An event on its way to Lua, or a note.
typedef struct item {
  lark_link link; // first, so that a link is its item
  lark_event event;
  lark_received *received; // NULL: it is a note
  lark_status status;
  char note[240];
} item;

// Lua's end.
struct listener {
  lualark_native native;
  channel *channel; // NULL: it has ended
  lark_queue items;
  listening *waiting; // a coroutine; NULL: none
  size_t notes;       // among the items
  bool takes_notes;
  bool has_ended;
  bool is_failed;
  lark_failure why;
  size_t charged;
};

// A coroutine that waits for an event.
struct listening {
  lualark_wait_head wait;
  listener *listener; // NULL: it was released
  bool interrupted;
};

// ---------------------------------------------------------------------- waits

static void clear(lualark_wait_head *wait) {
  listener *its = ((listening *)wait)->listener;
  if (its != NULL) its->waiting = NULL;
}

static void interrupt(lualark_wait_head *wait) {
  ((listening *)wait)->interrupted = true;
  lualark_wait_over(wait);
}

static void describe(const lualark_wait_head *wait, char *text, size_t room) {
  (void)wait;
  snprintf(text, room, "listens for events");
}

static const lualark_wait_kind kind = {
    .describe = describe,
    .abandon = lualark_wait_free,
    .clear = clear,
    .interrupt = interrupt,
};

static void wake(listener *its) {
  if (its->waiting != NULL && !its->waiting->wait.over)
    lualark_wait_over(&its->waiting->wait);
}

// ------------------------------------------------------------------- channels

static void free_channel(channel *gone) {
  if (gone->client != NULL) gone->client->channel = NULL;
  if (gone->owner != NULL) gone->owner->channel = NULL;
  free(gone);
}

// Runs inside the core's step, and runs no Lua.
static void on_event(lark_client *core, lark_event event,
                     lark_received *received, void *user) {
  listener *its = ((channel *)user)->owner;
  item *made = its != NULL ? malloc(sizeof *made) : NULL;
  if (made == NULL) {
    lark_received_free(received);
    lark_listen_answer(core, event, false);
    return;
  }
  *made = (item){.event = event, .received = received};
  lark_queue_add(&its->items, &made->link);
  wake(its);
}

// Others are in the log.
enum { MOST_NOTES = 64 };

static void on_note(void *user, lark_status status, const char *note) {
  listener *its = ((channel *)user)->owner;
  if (its == NULL || !its->takes_notes || its->notes >= MOST_NOTES) return;
  item *made = calloc(1, sizeof *made);
  if (made == NULL) return;
  made->status = status;
  lark_mend_end(made->note, sizeof made->note,
                snprintf(made->note, sizeof made->note, "%s", note));
  its->notes++;
  lark_queue_add(&its->items, &made->link);
  wake(its);
}

static void on_end(lark_client *core, const lark_error *error, void *user) {
  (void)core;
  channel *its = user;
  listener *owner = its->owner;
  if (owner != NULL) {
    owner->has_ended = true;
    owner->is_failed = error != NULL;
    if (error != NULL) lark_failure_from(&owner->why, error);
    wake(owner);
  }
  free_channel(its);
}

// Gives up what has come and was not taken.
static void drop_items(listener *its) {
  lark_client *core = its->channel != NULL ? its->channel->core : NULL;
  while (its->items.first != NULL) {
    item *first = (item *)lark_queue_take(&its->items);
    lark_received_free(first->received);
    if (core != NULL && first->received != NULL)
      lark_listen_answer(core, first->event, false);
    free(first);
  }
}

static void stop_core(lualark_state *state, lark_client *core) {
  lualark_client_touch(state, core);
  lark_listen_stop(core);
}

static void release(lualark_native *native) {
  listener *its = (listener *)native;
  channel *left = its->channel;
  drop_items(its);
  if (its->waiting != NULL) its->waiting->listener = NULL;
  its->waiting = NULL;
  its->channel = NULL;
  its->has_ended = true;
  lualark_charge_return(its->native.state, its->charged);
  its->charged = 0;
  if (left == NULL) return;
  left->owner = NULL;
  stop_core(its->native.state, left->core);
}

void lualark_listen_leave(lualark_client *client, bool abandoned) {
  channel *left = client->channel;
  if (left == NULL) return;
  client->channel = NULL;
  left->client = NULL;
  if (abandoned) left->core = NULL;
  listener *owner = left->owner;
  if (owner != NULL) {
    drop_items(owner);
    owner->channel = NULL;
    owner->has_ended = owner->is_failed = true;
    lark_fail(&owner->why, LARK_ECANCELLED, "%s", "the client is closed");
    wake(owner);
  }
  left->owner = NULL;
  if (abandoned)
    free(left);
  else
    lark_listen_stop(left->core);
}

// -------------------------------------------------------------------- options

// Reads a whole number from 1 on; nil keeps `*to`.
static bool read_whole(lua_State *L, const char *name, lua_Integer *to) {
  int is_integer = 0;
  int type = lua_getfield(L, 2, name);
  if (type == LUA_TNIL) return true;
  lua_Integer number = lua_tointegerx(L, -1, &is_integer);
  if (type == LUA_TNUMBER && is_integer && number > 0 && number <= INT32_MAX) {
    *to = number;
    return true;
  }
  lualark_error_argument(L, name, "%s must be an integer of at least 1", name);
  return false;
}

static bool read_options(lua_State *L, const lualark_state *state,
                         lark_listen_options *options) {
  static const char *const known[] = {"max_bytes", "max_events", "on_error",
                                      "on_note", "parallel"};
  // A script of an engine has a limit of its own.
  enum { SCRIPT_BYTES = 1 << 18 };
  lua_Integer events = options->max_events;
  lua_Integer bytes = (lua_Integer)options->max_bytes;
  if (state->host != NULL) bytes = SCRIPT_BYTES;
  if (!lua_istable(L, 2)) {
    lualark_error_argument(L, NULL,
                           "the options of client:listen are a table, "
                           "not a %s",
                           lualark_words_type(L, 2));
    return false;
  }
  const char *unknown = lualark_fields_unknown(L, 2, known, 5);
  if (unknown != NULL) {
    lualark_error_argument(
        L, unknown,
        "%s is no option of client:listen; there "
        "are max_bytes, max_events, on_error, on_note and parallel",
        unknown);
    return false;
  }
  if (!read_whole(L, "max_events", &events) ||
      !read_whole(L, "max_bytes", &bytes))
    return false;
  options->max_events = (uint32_t)events;
  options->max_bytes = (size_t)bytes;
  return true;
}

// ------------------------------------------------------------------ functions

static listener *check(lua_State *L) {
  return lualark_native_check_type(L, 1, TYPE);
}

static void set_type(lua_State *L) {
  if (luaL_newmetatable(L, TYPE)) {
    lualark_native_set_finalizer(L);
    lua_pushliteral(L, "listener");
    lua_setfield(L, -2, "__metatable");
  }
  lua_setmetatable(L, -2);
}

// Charges for the events that the core may hold: simdjson takes up to 14 bytes
// for each byte of text.
static void charge(lua_State *L, listener *its, size_t max_bytes) {
  enum { BYTES_A_BYTE = 16 };
  lualark_charge_add(L, its->native.state, max_bytes * BYTES_A_BYTE);
  its->charged = max_bytes * BYTES_A_BYTE;
}

static int fail_start(lua_State *L, lualark_client *client, channel *made) {
  free_channel(made);
  return lualark_error_return(L, lark_last_error(client->core));
}

/// start(client, options): a listener; or nil and an error.
static int start(lua_State *L) {
  lualark_client *client = lualark_client_check(L, 1);
  lualark_scheduler *s = client->scheduler;
  lark_listen_options options;
  lua_settop(L, 2);
  lark_listen_options_init(&options, sizeof options);
  if (!read_options(L, &s->state, &options)) return 2;
  if (s->interruption.begun) return lualark_interruption_return(L, s, NULL);
  listener *its = lualark_native_push(L, &s->state, sizeof *its, release);
  set_type(L);
  its->has_ended = true;
  charge(L, its, options.max_bytes);
  channel *made = calloc(1, sizeof *made);
  if (made == NULL) return lualark_charge_starve(L);
  its->takes_notes = lua_getfield(L, 2, "on_note") == LUA_TFUNCTION;
  lua_pop(L, 1);
  options.on_event = on_event;
  options.on_note = on_note;
  options.on_end = on_end;
  options.user = made;
  if (lark_listen(client->core, &options) != LARK_OK)
    return fail_start(L, client, made);
  *made = (channel){.core = client->core, .owner = its, .client = client};
  its->channel = client->channel = made;
  its->has_ended = false;
  lualark_client_begin(client);
  return 1;
}

// Pushes the first event and its handle, or a note and its kind of trouble.
static int push_first(lua_State *L, listener *its) {
  item *first = (item *)its->items.first;
  if (first->received == NULL) {
    lua_pushstring(L, first->note);
    lua_pushstring(L,
                   first->status != LARK_OK ? lark_kind(first->status) : NULL);
    lark_queue_remove(&first->link);
    its->notes--;
    free(first);
    return 2;
  }
  lualark_receive_push(L, first->received);
  lua_pushinteger(L, (lua_Integer)first->event);
  lark_queue_remove(&first->link);
  lark_received_free(first->received);
  free(first);
  return 2;
}

static int push_end(lua_State *L, const listener *its) {
  if (its->is_failed) return lualark_error_return(L, &its->why.error);
  lua_pushnil(L);
  return 1;
}

static int next_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  listening *waited = (listening *)context;
  lualark_scheduler *s = waited->wait.scheduler;
  lualark_block_check(L, &waited->wait);
  listener *its = waited->listener;
  bool interrupted = waited->interrupted;
  lualark_wait_free(&waited->wait);
  if (interrupted) return lualark_interruption_return(L, s, NULL);
  return its->items.first != NULL ? push_first(L, its) : push_end(L, its);
}

/// next(listener): waits for an event; what lark.events.receive would return,
/// and its handle. nil where it was stopped; nil and an error where it failed.
static int next(lua_State *L) {
  listener *its = check(L);
  lualark_scheduler *s = lualark_scheduler_check(L);
  lua_settop(L, 1);
  if (its->items.first != NULL) return push_first(L, its);
  if (its->has_ended) return push_end(L, its);
  if (s->interruption.begun) return lualark_interruption_return(L, s, NULL);
  if (its->waiting != NULL)
    return luaL_error(L, "the listener is waited for already");
  listening *made = lualark_wait_new(L, s, &kind, sizeof *made);
  made->listener = its;
  its->waiting = made;
  return lualark_block_on(L, &made->wait, next_over);
}

/// answer(listener, event, taken)
static int answer(lua_State *L) {
  const listener *its = check(L);
  lark_event event = (lark_event)luaL_checkinteger(L, 2);
  if (its->channel == NULL) return 0;
  lualark_client_touch(its->native.state, its->channel->core);
  lark_listen_answer(its->channel->core, event, lua_toboolean(L, 3));
  return 0;
}

/// stop(listener): ends it; events that wait here are refused.
static int stop(lua_State *L) {
  listener *its = check(L);
  drop_items(its);
  if (its->channel != NULL) stop_core(its->native.state, its->channel->core);
  return 0;
}

/// close(listener): lets go of it at once.
static int close_listener(lua_State *L) {
  release(&check(L)->native);
  return 0;
}

static int pass_on(lua_State *L, int status, lua_KContext context) {
  (void)status, (void)context;
  return lua_gettop(L);
}

/// client:listen(handler, options)
static int client_listen(lua_State *L) {
  static const luaL_Reg parts[] = {{"start", start},          {"next", next},
                                   {"answer", answer},        {"stop", stop},
                                   {"close", close_listener}, {NULL, NULL}};
  lualark_client_check(L, 1);
  lua_settop(L, 3);
  lualark_embedded_push(L, "listen");
  luaL_newlib(L, parts);
  lua_call(L, 1, 1);
  lua_insert(L, 1);
  lua_callk(L, 3, LUA_MULTRET, 0, pass_on);
  return pass_on(L, LUA_OK, 0);
}

const luaL_Reg lualark_listen_methods[] = {{"listen", client_listen},
                                           {NULL, NULL}};
