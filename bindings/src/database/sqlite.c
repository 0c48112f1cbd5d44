// SPDX-License-Identifier: MIT
#define LUALARK_SQLITE_ITSELF
#include "sqlite.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

// RETURNING came with it.
enum { OLDEST = 3035000 };

// Without addresses where the program has not linked it.
#define DECLARE(name)                                                          \
  extern __typeof__(sqlite3_##name) sqlite3_##name __attribute__((weak));
LUALARK_SQLITE_FUNCTIONS(DECLARE)

lualark_sqlite_functions lualark_sqlite;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool found;

typedef struct place {
  const char *name;
  size_t offset;
} place;

static const place places[] = {
#define PLACE(name)                                                            \
  {"sqlite3_" #name, offsetof(lualark_sqlite_functions, name)},
    LUALARK_SQLITE_FUNCTIONS(PLACE)};

static void take_linked(void) {
  lualark_sqlite = (lualark_sqlite_functions){
#define LINKED(name) .name = sqlite3_##name,
      LUALARK_SQLITE_FUNCTIONS(LINKED)};
}

static void load(void) {
  void *library = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL);
  found = library != NULL;
  for (size_t i = 0; found && i < sizeof places / sizeof places[0]; i++) {
    void *address = dlsym(library, places[i].name);
    found = address != NULL;
    memcpy((char *)&lualark_sqlite + places[i].offset, &address,
           sizeof address);
  }
  found = found && lualark_sqlite.libversion_number() >= OLDEST;
}

static void find(void) {
  take_linked();
  found = lualark_sqlite.open_v2 != NULL;
  if (!found) load();
}

bool lualark_sqlite_load(void) {
  pthread_once(&once, find);
  return found;
}
