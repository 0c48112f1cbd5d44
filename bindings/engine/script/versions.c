// SPDX-License-Identifier: MIT
#include "versions.h"

#include <stdlib.h>
#include <string.h>

#include "scripts.h"
#include "share.h"

void lualark_versions_link(struct script *old, struct script *fresh) {
  old->versions.successor = fresh;
  fresh->versions.predecessor = old;
}

struct script *lualark_versions_newest(struct script *script) {
  while (script->versions.successor != NULL)
    script = script->versions.successor;
  return script;
}

lark_status lualark_versions_set_state(struct script *script, const char *json,
                                       size_t bytes) {
  if (!lualark_heap_charge(&script->heap, (ptrdiff_t)bytes + 1))
    return LARK_ELIMIT;
  char *copy = malloc(bytes + 1);
  if (copy == NULL) {
    lualark_heap_charge(&script->heap, -(ptrdiff_t)bytes - 1);
    return LARK_ENOMEM;
  }
  memcpy(copy, json, bytes);
  copy[bytes] = '\0';
  script->versions.state = copy;
  script->versions.state_bytes = bytes + 1;
  return LARK_OK;
}

void lualark_versions_drop_state(struct script *script) {
  lualark_heap_charge(&script->heap, -(ptrdiff_t)script->versions.state_bytes);
  free(script->versions.state);
  script->versions.state = NULL;
  script->versions.state_bytes = 0;
}

static struct script *unlink_both(struct script *old) {
  struct script *fresh = old->versions.successor;
  old->versions.successor = NULL;
  fresh->versions.predecessor = NULL;
  return fresh;
}

void lualark_versions_begin(struct script *old) {
  lualark_scripts_queue_first(unlink_both(old));
}

void lualark_versions_on_end(struct script *script) {
  struct script *old = script->versions.predecessor;
  if (script->versions.successor != NULL) {
    script->versions.successor->versions.missing =
        "the old version ended before it handed over its state";
    lualark_versions_begin(script);
  }
  if (old == NULL) return;
  unlink_both(old);
  lualark_scripts_drop_timer(old->all, &old->versions.timer);
  lualark_events_move(&script->events, &script->heap, &old->events, &old->heap);
  lualark_share_wake(old);
}
