// SPDX-License-Identifier: MIT

// A script's usage, as the exit callback gets it.
#include "check.h"
#include "host.h"
#include "lualark.h"
#include "server.h"

static uint64_t waits_of(const server *its, const char *at_the_end) {
  char text[1024];
  snprintf(text, sizeof text,
           "local lark = require 'lark' local client = assert(lark.client { "
           "base_url = 'http://127.0.0.1:%d', tenant_access_token = 't', "
           "limits = { ['hire.referral.get_by_application'] = '2/s' } }) "
           "lark.map({ 1, 2, 3 }, function(i) return "
           "client.hire.referral.get_by_application { application_id = "
           "tostring(i) } end) %s",
           its->port, at_the_end);
  host h = run(text);
  CHECK(h.last.status == LARK_OK && h.last.usage.calls == 3);
  return h.last.usage.limit_waits;
}

// Whether its client was closed before it, or not.
static void waits_for_limits_are_counted(void) {
  server its = {.per_connection = 1, .header = "Connection: close\r\n"};
  start_server(&its);
  CHECK(waits_of(&its, "keep = client") == 1);
  CHECK(waits_of(&its, "client:close()") == 1);
  end_process(its.process);
}

static void calls_in_flight_are_counted(void) {
  host h = {0};
  open_engine(&h);
  lualark_offer(h.engine, "later", answer_later, &h);
  start(&h, "host.later() host.later()");
  for (uint64_t made = 1; made <= 2; made++) {
    lualark_usage usage = {.size = sizeof usage};
    lualark_step(h.engine, 0);
    CHECK(lualark_script_usage(h.engine, h.script, &usage) == LARK_OK);
    CHECK(usage.calls_in_flight == 1 && usage.calls == made);
    CHECK(lualark_answer(h.engine, h.pending, "1") == LARK_OK);
  }
  run_all(h.engine);
  CHECK(h.last.usage.calls_in_flight == 0);
  lualark_close(h.engine);
}

int main(void) {
  calls_in_flight_are_counted();
  waits_for_limits_are_counted();
  return check_failures();
}
