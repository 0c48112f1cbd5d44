// SPDX-License-Identifier: MIT
#include "embedded.h"

#include <string.h>

const struct embedded *embedded_find(const struct embedded *list,
                                     const char *name) {
  while (list->name != NULL && strcmp(list->name, name) != 0) {
    list++;
  }
  return list->name != NULL ? list : NULL;
}
