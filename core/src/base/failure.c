// SPDX-License-Identifier: MIT
#include "failure.h"

#include <stdarg.h>
#include <stdio.h>

#include "language.h"

// The length of a character of UTF-8, by its first byte.
static size_t character_bytes(unsigned char first) {
  if (first >= 0xF0) return 4;
  if (first >= 0xE0) return 3;
  return first >= 0xC0 ? 2 : 1;
}

void lark_mend_end(char *text, size_t room_bytes, int wanted) {
  if (wanted < 0 || (size_t)wanted < room_bytes) return;
  size_t length = strlen(text);
  size_t start = length > 0 ? length - 1 : 0;
  while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80)
    start--;
  if (character_bytes((unsigned char)text[start]) > length - start)
    text[start] = '\0';
}

static const char *keep(char *room, size_t room_bytes, const char *text) {
  lark_mend_end(room, room_bytes, snprintf(room, room_bytes, "%s", text));
  return room;
}

// Prints in the language that is set. "%s" stands for a sentence that is whole.
static const char *print(char *room, size_t room_bytes, const char *format,
                         va_list arguments) {
  if (strcmp(format, "%s") == 0)
    return keep(room, room_bytes, lark_words(va_arg(arguments, const char *)));
  lark_mend_end(room, room_bytes,
                vsnprintf(room, room_bytes, lark_words(format), arguments));
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

lark_status lark_fail_path(lark_failure *failure, const char *parameter,
                           const char *path, const char *why) {
  lark_fail(failure, LARK_EPARAM, "%s: %s: %s", parameter, path, why);
  lark_failure_parameter(failure, parameter);
  return LARK_EPARAM;
}

void lark_failure_say(lark_failure *failure, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  failure->error.msg =
      print(failure->msg, sizeof failure->msg, format, arguments);
  va_end(arguments);
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

void lark_failure_endpoint(lark_failure *failure, const char *name) {
  failure->error.endpoint =
      keep(failure->endpoint, sizeof failure->endpoint, name);
}

void lark_failure_log_id(lark_failure *failure, const char *log_id) {
  failure->error.log_id = keep(failure->log_id, sizeof failure->log_id, log_id);
}

void lark_failure_from(lark_failure *failure, const lark_error *error) {
  lark_fail(failure, error->status, "%s", error->msg);
  failure->error.code = error->code;
  failure->error.http_status = error->http_status;
  failure->error.retryable = error->retryable;
  if (error->hint != NULL) lark_failure_hint(failure, "%s", error->hint);
  if (error->parameter != NULL)
    lark_failure_parameter(failure, error->parameter);
  if (error->log_id != NULL) lark_failure_log_id(failure, error->log_id);
}

// Where a pointer leads in the copy. One to a constant stays.
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
  to->error.endpoint = moved(from->error.endpoint, from, to);
}
