// SPDX-License-Identifier: MIT
#include "entry.h"

#include "guard.h"
#include "modules.h"

static void look(lualark_scheduler *scheduler, lua_State *L) {
  const struct script *script = scheduler->state.owner;
  const lualark_entry *entry = script->entry;
  (void)L;
  entry->look(entry->look_user);
}

void lualark_entry_watch(struct script *script) {
  const lualark_entry *entry = script->entry;
  if (entry != NULL && entry->unrestricted && entry->look != NULL)
    script->scheduler->loop.look = look;
}

void lualark_entry_leave(lua_State *L) {
  lualark_guard_pause(lualark_script_at(L));
}

void lualark_entry_return(lua_State *L) {
  struct script *script = lualark_script_at(L);
  lualark_guard_resume(script);
  lualark_guard_check(L, script);
}

bool lualark_entry_push_module(lua_State *L, const char *name) {
  return lualark_modules_push(L, lualark_script_at(L), name);
}
