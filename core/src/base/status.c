// SPDX-License-Identifier: MIT
#include "lark.h"

const char *lark_version(void) {
  return LARK_VERSION;
}

const char *lark_strerror(lark_status status) {
  switch (status) {
#define MESSAGE(name, kind, message)                                           \
  case LARK_##name: return message;
    LARK_STATUSES(MESSAGE)
#undef MESSAGE
  }
  return "unknown status";
}

const char *lark_kind(lark_status status) {
  switch (status) {
#define KIND(name, kind, message)                                              \
  case LARK_##name: return kind;
    LARK_STATUSES(KIND)
#undef KIND
  }
  return "unknown";
}
