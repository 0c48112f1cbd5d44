// SPDX-License-Identifier: MIT

// The store in memory keeps owners, endpoints and kinds apart, and forgets what
// nobody needs.
#include "check.h"
#include "sessions.h"

#include <stdio.h>
#include <stdlib.h>

static void keeps_owners_endpoints_and_kinds_apart(void) {
  sessions s;
  open_sessions(&s);
  const lark_store_methods *m = s.methods;
  const lark_owner there = {"there", 5};
  CHECK(m->credential(s.ours, LARK_APP_TOKEN, &owner) ==
        m->credential(s.theirs, LARK_APP_TOKEN, &owner));
  CHECK(m->credential(s.ours, LARK_APP_TOKEN, &owner) !=
        m->credential(s.ours, LARK_APP_TICKET, &owner));
  CHECK(m->credential(s.ours, LARK_APP_TOKEN, &owner) !=
        m->credential(s.ours, LARK_APP_TOKEN, &there));
  CHECK(m->allowance(s.ours, &owner, "a", NULL, 0) ==
        m->allowance(s.theirs, &owner, "a", NULL, 0));
  CHECK(m->allowance(s.ours, &owner, "a", NULL, 0) !=
        m->allowance(s.ours, &owner, "b", NULL, 0));
  CHECK(m->allowance(s.ours, &owner, "a", NULL, 0) !=
        m->allowance(s.ours, &there, "a", NULL, 0));
  close_sessions(&s);
}

typedef struct purse {
  size_t blocks;
} purse;

static void *count_blocks(void *user, void *block, size_t old_bytes,
                          size_t new_bytes) {
  purse *p = user;
  if (old_bytes > 0) p->blocks--;
  if (new_bytes > 0) p->blocks++;
  if (new_bytes > 0) return realloc(block, new_bytes);
  free(block);
  return NULL;
}

// Finds allowances whose names were never used before.
static void find_others(const lark_store_methods *m, lark_session *session,
                        int count, bool releases) {
  static int number;
  char name[32];
  for (int i = 0; i < count; i++) {
    snprintf(name, sizeof name, "other %d", ++number);
    lark_allowance *a = m->allowance(session, &owner, name, NULL, 0);
    if (releases) m->release(session, a);
  }
}

static void forgets_what_was_released(void) {
  purse p = {0};
  const lark_allocator allocator = {count_blocks, &p};
  const lark_store_host host = {.size = sizeof host, .wake = note_wake};
  lark_store *store = lark_store_memory(&allocator);
  const lark_store_methods *m = store->methods;
  lark_session *session = m->attach(store, &host);
  find_others(m, session, 2000, true);
  size_t blocks = p.blocks;
  find_others(m, session, 20000, true);
  CHECK(p.blocks < blocks + 2000);
  blocks = p.blocks;
  find_others(m, session, 20000, false);
  CHECK(p.blocks > blocks + 20000);
  m->detach(session);
  lark_store_release(store);
  CHECK(p.blocks == 0);
}

static void keeps_what_one_of_two_has_released(void) {
  sessions s;
  open_sessions(&s);
  const lark_store_methods *m = s.methods;
  const lark_rate rate = {5, 600000};
  lark_allowance_ask ask = {.wanted = 2};
  lark_allowance *a = m->allowance(s.ours, &owner, "a", &rate, 1);
  CHECK(m->allowance(s.theirs, &owner, "a", &rate, 1) == a);
  m->release(s.ours, a);
  m->learn(s.theirs, a, 1);
  find_others(m, s.ours, 2000, true);
  m->take(s.theirs, a, &ask, 0);
  CHECK(ask.granted == 1);
  close_sessions(&s);
}

int main(void) {
  forgets_what_was_released();
  keeps_what_one_of_two_has_released();
  keeps_owners_endpoints_and_kinds_apart();
  return check_failures();
}
