// SPDX-License-Identifier: MIT

// Calls and scripts end where the host or the script never comes to an end by
// itself: a host call without an answer, a retired script, and messages without
// end.
#include "host.h"

static void never_answer(void *user, lualark_engine *engine,
                         lualark_script script, lualark_pending pending,
                         const char *arguments, size_t bytes) {
  host *h = user;
  (void)engine, (void)script, (void)arguments, (void)bytes;
  h->pending = pending;
}

static void open_waiting(host *h, uint32_t host_call_ms, uint32_t retire_ms) {
  lualark_options options = options_of(h);
  options.host_call_ms = host_call_ms;
  options.retire_ms = retire_ms;
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
  CHECK(lualark_offer(h->engine, "never", never_answer, h) == LARK_OK);
}

static void a_host_call_waits_no_longer_than_allowed(void) {
  host h = {0};
  open_waiting(&h, 20, 0);
  start(&h, "local ok, why = pcall(host.never) return why");
  run_all(h.engine);
  CHECK(h.last.status == LARK_OK);
  CHECK(has(h.result, "host.never: no answer came within 0.02 s"));
  CHECK(lualark_answer(h.engine, h.pending, "1") == LARK_ESTALE);
  // Killed while it waits, and closed while another does.
  h.script = start(&h, "host.never()");
  lualark_step(h.engine, 0);
  CHECK(lualark_kill(h.engine, h.script) == LARK_OK);
  start(&h, "host.never()");
  lualark_step(h.engine, 0);
  lualark_close(h.engine);
  CHECK(h.ends == 3 && h.last.status == LARK_ECANCELLED);
}

static void an_answer_in_time_stops_the_timer(void) {
  host h = {0};
  open_waiting(&h, 1000000, 0);
  start(&h, "return host.never()");
  lualark_step(h.engine, 0);
  CHECK(lualark_timeout_ms(h.engine) > 0);
  CHECK(lualark_answer(h.engine, h.pending, "7") == LARK_OK);
  run_all(h.engine);
  CHECK(is(h.result, "7") && lualark_timeout_ms(h.engine) == -1);
  lualark_close(h.engine);
}

static void a_retired_script_ends(void) {
  host h = {0};
  open_waiting(&h, 0, 20);
  h.script = start(&h, "host.never()");
  lualark_step(h.engine, 0);
  CHECK(lualark_retire(h.engine, h.script) == LARK_OK);
  CHECK(lualark_retire(h.engine, h.script) == LARK_OK); // changes nothing
  run_all(h.engine);
  CHECK(h.last.status == LARK_ELIMIT);
  CHECK(is(h.msg, "it was retired, and did not end within 0.02 s"));
  h.script = start(&h, "while true do end");
  lualark_step(h.engine, 0);
  CHECK(lualark_retire(h.engine, h.script) == LARK_OK);
  run_all(h.engine);
  CHECK(h.ends == 2 && h.last.status == LARK_ELIMIT);
  // One that ends in time is not affected.
  h.script = start(&h, "return 1");
  CHECK(lualark_retire(h.engine, h.script) == LARK_OK);
  run_all(h.engine);
  CHECK(h.last.status == LARK_OK && lualark_timeout_ms(h.engine) == -1);
  lualark_close(h.engine);
}

static void the_defaults_are_those_of_the_header(void) {
  lualark_options options;
  lualark_options_init(&options, sizeof options);
  CHECK(options.host_call_ms == 0 && options.retire_ms == 60000);
  CHECK(options.messages == 0);
}

// A second may begin meanwhile, hence the margin.
static void messages_have_a_rate(void) {
  enum { ALLOWED = 10, SENT = 500 };
  host h = {0};
  lualark_options options = options_of(&h);
  options.messages = ALLOWED;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "local lark = require 'lark' local sent, why = 0 "
            "for i = 1, 500 do local ok, err = pcall(lark.send, 'x', i) "
            "if ok then sent = sent + 1 else why = err end end "
            "return { sent, why }");
  run_all(h.engine);
  CHECK(has(h.result, "lark.send: more than 10 messages in a second"));
  const lualark_usage *usage = &h.last.usage;
  CHECK(usage->messages >= ALLOWED && usage->messages < SENT / 2);
  CHECK(usage->messages + usage->messages_refused == SENT);
  lualark_close(h.engine);
}

static void a_sandbox_has_a_rate_of_its_own(void) {
  host h = {0};
  lualark_options options = options_of(&h);
  options.sandbox = true;
  CHECK(lualark_open(&options, &h.engine) == LARK_OK);
  start(&h, "local lark = require 'lark' for i = 1, 1e7 do lark.send('x') end");
  run_all(h.engine);
  CHECK(h.last.status == LARK_ESCRIPT);
  CHECK(has(h.msg, "more than 1000 messages in a second"));
  CHECK(h.last.usage.messages_refused == 1);
  lualark_close(h.engine);
}

int main(void) {
  a_host_call_waits_no_longer_than_allowed();
  an_answer_in_time_stops_the_timer();
  a_retired_script_ends();
  the_defaults_are_those_of_the_header();
  messages_have_a_rate();
  if (has_sandbox()) a_sandbox_has_a_rate_of_its_own();
  return check_failures();
}
