// SPDX-License-Identifier: MIT
#include "engine.h"

#include <stdarg.h>
#include <stdio.h>

#include "failure.h"

lark_status lualark_engine_fail(lualark_engine *engine, lark_status status,
                                const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  size_t room = sizeof engine->last_error;
  lark_mend_end(engine->last_error, room,
                vsnprintf(engine->last_error, room, format, arguments));
  va_end(arguments);
  return status;
}

const char *lualark_last_error(const lualark_engine *engine) {
  return engine->last_error;
}
