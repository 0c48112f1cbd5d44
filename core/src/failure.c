// SPDX-License-Identifier: MIT
#include "failure.h"

#include <stdarg.h>
#include <stdio.h>

// snprintf() may have cut a character in two: drops the half that is left.
static void mend_end(char *text, size_t room, int wanted) {
  if (wanted < 0 || (size_t)wanted < room) return;
  size_t length = strlen(text);
  size_t start = length;
  while (start > 0 && (text[start - 1] & 0xC0) == 0x80)
    start--;
  // What precedes the continuation bytes is the character's first byte.
  if (start > 0 && (text[start - 1] & 0x80) != 0) start--;
  if (!lark_utf8_valid(text + start, length - start)) text[start] = '\0';
}

static const char *print(char *room, size_t room_bytes, const char *format,
                         va_list arguments) {
  mend_end(room, room_bytes, vsnprintf(room, room_bytes, format, arguments));
  return room;
}

static const char *keep(char *room, size_t room_bytes, const char *text) {
  mend_end(room, room_bytes, snprintf(room, room_bytes, "%s", text));
  return room;
}

lark_status lark_fail(lark_failure *failure, lark_status status,
                      const char *format, ...) {
  memset(&failure->error, 0, sizeof failure->error);
  failure->error.status = status;
  va_list arguments;
  va_start(arguments, format);
  failure->error.msg =
      print(failure->msg, sizeof failure->msg, format, arguments);
  va_end(arguments);
  return status;
}

void lark_failure_hint(lark_failure *failure, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  failure->error.hint =
      print(failure->hint, sizeof failure->hint, format, arguments);
  va_end(arguments);
}

void lark_failure_parameter(lark_failure *failure, const char *name) {
  failure->error.parameter =
      keep(failure->parameter, sizeof failure->parameter, name);
}

void lark_failure_log_id(lark_failure *failure, const char *log_id) {
  failure->error.log_id = keep(failure->log_id, sizeof failure->log_id, log_id);
}

// Moves a pointer along when the room that it leads into is copied.
static const char *moved(const char *pointer, const lark_failure *from,
                         lark_failure *to) {
  const char *start = (const char *)from;
  if (pointer < start || pointer >= start + sizeof *from) return pointer;
  return (const char *)to + (pointer - start);
}

void lark_failure_copy(lark_failure *to, const lark_failure *from) {
  *to = *from;
  to->error.msg = moved(from->error.msg, from, to);
  to->error.hint = moved(from->error.hint, from, to);
  to->error.parameter = moved(from->error.parameter, from, to);
  to->error.log_id = moved(from->error.log_id, from, to);
}
