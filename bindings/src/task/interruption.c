// SPDX-License-Identifier: MIT
#include "interruption.h"

#include "error.h"
#include "lualark_words.h"
#include "wait.h"

void lualark_interruption_begin(lualark_scheduler *s) {
  if (s->interruption.begun) return;
  s->interruption.begun = true;
  for (lark_link *link = s->waits.all.last; link != NULL;
       link = link->previous) {
    lualark_wait_head *wait = (lualark_wait_head *)link;
    if (!wait->over && !wait->abandoned && wait->kind->interrupt != NULL)
      wait->kind->interrupt(wait);
  }
}

int lualark_interruption_return(lua_State *L, lualark_scheduler *s,
                                const lark_error *error) {
  lark_error told = {.status = LARK_ECANCELLED};
  if (error != NULL) told = *error;
  told.msg = lualark_words("interrupted");
  told.hint = NULL;
  s->interruption.lost++;
  return lualark_error_return(L, &told);
}
