// SPDX-License-Identifier: MIT
#include "spot.h"

#include <stdio.h>

#include "language.h"

static size_t print(const lark_spot *at, char *room, size_t room_bytes) {
  size_t length = at->outer ? print(at->outer, room, room_bytes) : 0;
  if (length >= room_bytes) return length;
  int more = 0;
  if (at->name == NULL)
    more = snprintf(room + length, room_bytes - length, "[%zu]", at->index);
  else
    more = snprintf(room + length, room_bytes - length, "%s%s",
                    at->outer ? "." : "", at->name);
  return length + (size_t)more;
}

lark_status lark_spot_refuse(const lark_spot *at, lark_failure *failure,
                             const char *what) {
  char name[sizeof failure->parameter];
  print(at, name, sizeof name);
  lark_fail(failure, LARK_EPARAM, "%s %s", name, lark_words(what));
  lark_failure_parameter(failure, name);
  return LARK_EPARAM;
}
