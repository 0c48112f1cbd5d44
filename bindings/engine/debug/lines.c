// SPDX-License-Identifier: MIT
#include "lines.h"

#include "clock.h"
#include "place.h"
#include "protocol.h"
#include "serve.h"
#include "step.h"
#include "stop.h"
#include "text.h"

enum { LOOK_US = 10000, DETAIL_BYTES = 4000 };

static lualark_debugger *of(lualark_debugging *debugging) {
  return (lualark_debugger *)(void *)debugging;
}

// Why a line would stop whatever it is; NULL: no reason.
static const char *reason(const lualark_debugger *d,
                          const struct script *script, lua_State *L,
                          lua_Debug *record) {
  if (d->entering) return "entry";
  if (d->pausing) return "pause";
  return lualark_step_is_over(d, script, L, record) ? "step" : NULL;
}

void lualark_lines_line(lualark_debugging *debugging, struct script *script,
                        lua_State *L, lua_Debug *record) {
  lualark_debugger *d = of(debugging);
  lualark_stop_kept kept;
  if (script->life != SCRIPT_RUNNING || !d->ready) return;
  const char *why = reason(d, script, L, record);
  if (why == NULL && !lualark_step_may_break(d, record->currentline)) return;
  lua_getinfo(L, "Sl", record);
  if (lualark_place_is_ours(record->source)) return;
  lualark_stop_begin(d, script, L, NULL, &kept);
  if (lualark_protocol_line(d, record, why)) lualark_stop_hold(d, NULL, NULL);
  if (d->broken) lualark_serve_drop(d);
  lualark_step_watch(d);
  lualark_stop_end(d, &kept);
}

void lualark_lines_look(lualark_debugging *debugging, struct script *script,
                        lua_State *L) {
  lualark_debugger *d = of(debugging);
  uint64_t now_us = lark_now_us();
  (void)script, (void)L;
  if (now_us < d->next_look_us) return;
  d->next_look_us = now_us + LOOK_US;
  lualark_serve(d);
}

static void add_message(lark_text *text, lua_State *thread) {
  size_t bytes = 0;
  if (lua_type(thread, -1) != LUA_TSTRING) {
    lualark_text_value(text, thread, -1, DETAIL_BYTES);
  } else {
    const char *message = lua_tolstring(thread, -1, &bytes);
    lualark_text_string(text, message,
                        bytes < DETAIL_BYTES ? bytes : DETAIL_BYTES);
  }
  lark_text_add_char(text, '\0');
}

void lualark_lines_failed(lualark_debugging *debugging, struct script *script,
                          lua_State *thread) {
  lualark_debugger *d = of(debugging);
  lualark_stop_kept kept;
  lark_text message = {0};
  if (!d->ready || script->life != SCRIPT_RUNNING ||
      !lualark_protocol_wants_errors(d))
    return;
  add_message(&message, thread);
  lualark_stop_begin(d, script, script->L, thread, &kept);
  lualark_stop_hold(d, "exception", message.failed ? "" : message.bytes);
  if (d->broken) lualark_serve_drop(d);
  lualark_step_watch(d);
  lualark_stop_end(d, &kept);
  lark_text_clear(&message);
}

void lualark_lines_printed(lualark_debugging *debugging, const char *text,
                           size_t bytes) {
  lualark_protocol_printed(of(debugging), text, bytes);
}
