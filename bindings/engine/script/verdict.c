// SPDX-License-Identifier: MIT
#include "verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "failure.h"
#include "trace.h"

void lualark_verdict_record(struct script *script, lark_status status,
                            const char *why) {
  if (lualark_verdict_is_there(script)) return;
  script->verdict.status = status;
  size_t room = sizeof script->verdict.text;
  lark_mend_end(script->verdict.text, room,
                snprintf(script->verdict.text, room, "%s", why));
  if (script->scheduler != NULL) script->scheduler->state.doomed = true;
  // A traceback from before is of a failure that is not the reason. Once the
  // script is ending, it is.
  if (script->life < SCRIPT_ENDING) lualark_trace_drop(script);
}

__attribute__((format(printf, 2, 0))) static void
condemn(struct script *script, const char *format, va_list arguments) {
  char why[sizeof script->verdict.text];
  if (lualark_verdict_is_there(script)) return;
  lark_mend_end(why, sizeof why, vsnprintf(why, sizeof why, format, arguments));
  lualark_verdict_record(script, LARK_ELIMIT, why);
  script->verdict.thread = lualark_script_thread(script);
}

void lualark_verdict_condemn(struct script *script, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  condemn(script, format, arguments);
  va_end(arguments);
}

void lualark_verdict_place(struct script *script, lua_State *L) {
  char whole[sizeof script->verdict.text];
  if (script->verdict.thread == NULL) return;
  script->verdict.thread = NULL;
  lualark_trace_place(L, whole, sizeof whole);
  size_t length = strlen(whole);
  size_t room = sizeof whole - length;
  lark_mend_end(whole + length, room,
                snprintf(whole + length, room, "%s", script->verdict.text));
  memcpy(script->verdict.text, whole, sizeof whole);
}

void lualark_verdict_limit(struct script *script, lua_State *L,
                           const char *format, ...) {
  va_list arguments;
  if (lualark_verdict_is_there(script)) return;
  va_start(arguments, format);
  condemn(script, format, arguments);
  va_end(arguments);
  lualark_verdict_place(script, L);
}
