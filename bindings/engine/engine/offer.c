// SPDX-License-Identifier: MIT

// The functions that a host offers to its scripts, and their answers.
#include <string.h>

#include "descriptor.h"

static bool is_reserved(const char *name) {
  static const char *const words[] = {
      "and",      "break",  "do",   "else", "elseif", "end",  "false", "for",
      "function", "goto",   "if",   "in",   "local",  "nil",  "not",   "or",
      "repeat",   "return", "then", "true", "until",  "while"};
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
    if (strcmp(words[i], name) == 0) return true;
  }
  return false;
}

static bool is_name(const char *name) {
  if (name == NULL || name[0] == '\0' || is_reserved(name)) return false;
  if (name[0] >= '0' && name[0] <= '9') return false;
  return name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
                           "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")] == '\0';
}

lark_status lualark_offer(lualark_engine *engine, const char *name,
                          lualark_function *function, void *user) {
  if (!is_name(name) || function == NULL)
    return lualark_engine_fail(
        engine, LARK_EINVAL,
        "a host function has a name of Lua's, and a function");
  if (!lualark_host_functions_add(&engine->functions, name, function, user))
    return lualark_engine_fail(engine, LARK_ENOMEM, "out of memory");
  return LARK_OK;
}

static lark_status answer(lualark_engine *engine, lualark_pending pending,
                          const char *text, bool refused) {
  lark_status status =
      lualark_host_functions_answer(&engine->functions, pending, text, refused);
  if (status == LARK_ESTALE)
    return lualark_engine_fail(engine, status, "nobody waits for this answer");
  if (status != LARK_OK)
    return lualark_engine_fail(engine, status, "out of memory");
  lualark_descriptor_arm(engine);
  return LARK_OK;
}

lark_status lualark_answer(lualark_engine *engine, lualark_pending pending,
                           const char *json) {
  return answer(engine, pending, json, false);
}

lark_status lualark_refuse(lualark_engine *engine, lualark_pending pending,
                           const char *message) {
  return answer(engine, pending, message, true);
}
