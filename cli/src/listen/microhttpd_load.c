// SPDX-License-Identifier: MIT
#include "microhttpd_load.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

static const struct {
  const char *name;
  size_t offset;
} functions[] = {
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
  for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
    void *address = dlsym(found, functions[i].name);
    if (address == NULL) {
      dlclose(found);
      *why = "this libmicrohttpd is too old: version 0.9.75 or later is needed";
      return NULL;
    }
    memcpy((char *)&loaded + functions[i].offset, &address, sizeof address);
  }
  library = found;
  return &loaded;
}
