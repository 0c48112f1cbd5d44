// SPDX-License-Identifier: MIT
#include "verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "trace.h"

void lualark_verdict_record(struct script *script, lark_status status,
                            const char *why) {
  if (lualark_verdict_is_there(script)) return;
  script->verdict.status = status;
  snprintf(script->verdict.text, sizeof script->verdict.text, "%s", why);
  if (script->scheduler != NULL) script->scheduler->state.doomed = true;
  // A traceback from before is of a failure that is not the reason. Once the
  // script is ending, it is.
  if (script->life < SCRIPT_ENDING) lualark_trace_drop(script);
}

void lualark_verdict_limit(struct script *script, lua_State *L,
                           const char *format, ...) {
  char why[sizeof script->verdict.text];
  lualark_trace_place(L, why, sizeof why);
  size_t length = strlen(why);
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(why + length, sizeof why - length, format, arguments);
  va_end(arguments);
  lualark_verdict_record(script, LARK_ELIMIT, why);
}
