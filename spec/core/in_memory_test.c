// SPDX-License-Identifier: MIT

// The store in memory keeps owners, endpoints and kinds apart.
#include "check.h"
#include "sessions.h"

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

int main(void) {
  keeps_owners_endpoints_and_kinds_apart();
  return check_failures();
}
