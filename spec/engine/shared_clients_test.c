// SPDX-License-Identifier: MIT

// When the clients of scripts have work, for a host that asks for that.
#include "host.h"

// Idle clients are asked no more; one that gets a call is.
static void a_call_of_an_idle_client_is_due_at_once(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  start(&h, "local lark, clients = require 'lark', {} "
            "for i = 1, 3 do clients[i] = assert(lark.client { "
            "app_id = 'cli_' .. i, tenant_access_token = 't', retries = 0, "
            "base_url = 'http://127.0.0.1:1' }) end "
            "while host.later() do "
            "local _, err = clients[2].hire.talent.get { talent_id = '1' } "
            "assert(err.kind == 'network', err) end return 'done'");
  while (h.pending == 0)
    lualark_step(h.engine, 0);
  for (int turn = 0; turn < 2; turn++) {
    lualark_pending pending = h.pending;
    while (lualark_timeout_ms(h.engine) != -1)
      lualark_step(h.engine, 0);
    CHECK(lualark_answer(h.engine, pending, "true") == LARK_OK);
    lualark_step(h.engine, 0);
    CHECK(lualark_timeout_ms(h.engine) >= 0);
    for (int i = 0; i < 1000 && h.pending == pending; i++)
      lualark_wait(h.engine, 100);
    CHECK(h.pending != pending);
  }
  CHECK(lualark_answer(h.engine, h.pending, "false") == LARK_OK);
  run_all(h.engine);
  CHECK(is(h.result, "\"done\""));
  lualark_close(h.engine);
}

int main(void) {
  a_call_of_an_idle_client_is_due_at_once();
  return check_failures();
}
