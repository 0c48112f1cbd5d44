// SPDX-License-Identifier: MIT
#include "interruption.h"

#include "error.h"
#include "wait.h"

void lualark_interruption_begin(lualark_scheduler *s) {
  if (s->interruption.begun) return;
  s->interruption.begun = true;
  for (lualark_wait_head *w = s->waits.first; w != NULL; w = w->next) {
    if (!w->over && !w->abandoned && w->kind->interrupt != NULL)
      w->kind->interrupt(w);
  }
}

int lualark_interruption_return(lua_State *L, lualark_scheduler *s,
                                const lark_error *error) {
  lark_error told = {.status = LARK_ECANCELLED};
  if (error != NULL) told = *error;
  told.msg = "interrupted";
  told.hint = NULL;
  s->interruption.lost++;
  return lualark_error_return(L, &told);
}
