// SPDX-License-Identifier: MIT
#include "loaded.h"

#include <dlfcn.h>
#include <string.h>

bool loaded_fill(void *library, const loaded_function *functions, size_t count,
                 void *functions_of) {
  for (size_t i = 0; i < count; i++) {
    void *address = dlsym(library, functions[i].name);
    if (address == NULL) {
      dlclose(library);
      return false;
    }
    memcpy((char *)functions_of + functions[i].offset, &address,
           sizeof address);
  }
  return true;
}
