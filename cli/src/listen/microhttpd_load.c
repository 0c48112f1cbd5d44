// SPDX-License-Identifier: MIT
#include "microhttpd_load.h"

#include <dlfcn.h>
#include <stddef.h>

#include "loaded.h"

static const loaded_function functions[] = {
#define PLACE(name) {"MHD_" #name, offsetof(microhttpd, name)},
    MICROHTTPD_FUNCTIONS(PLACE)
#undef PLACE
};

const microhttpd *microhttpd_load(const char **why) {
  static microhttpd loaded;
  static void *library = NULL;
  if (library != NULL) return &loaded;
  void *found = dlopen("libmicrohttpd.so.12", RTLD_NOW | RTLD_LOCAL);
  if (found == NULL) {
    *why = "a webhook needs libmicrohttpd: apt-get install libmicrohttpd12";
    return NULL;
  }
  enum { COUNT = sizeof functions / sizeof functions[0] };
  if (!loaded_fill(found, functions, COUNT, &loaded)) {
    *why = "this libmicrohttpd is too old: version 0.9.75 or later is needed";
    return NULL;
  }
  library = found;
  return &loaded;
}
