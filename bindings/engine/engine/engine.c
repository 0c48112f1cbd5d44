// SPDX-License-Identifier: MIT
#include "engine.h"

#include <stdarg.h>
#include <stdio.h>

lark_status lualark_engine_fail(lualark_engine *engine, lark_status status,
                                const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(engine->last_error, sizeof engine->last_error, format, arguments);
  va_end(arguments);
  return status;
}

const char *lualark_last_error(const lualark_engine *engine) {
  return engine->last_error;
}
