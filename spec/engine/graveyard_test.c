// SPDX-License-Identifier: MIT

// The memory of scripts that have ended is given back bit by bit, and stands in
// the figures until then.
#include "host.h"

#include <stdlib.h>

enum { MIB = 1 << 20, MANY = 60, SHORTEST_US = 1 };

// An allocator that counts what is held, and what was freed since somebody
// looked.
typedef struct counts {
  size_t held, freed;
} counts;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  counts *c = user;
  if (new_bytes == 0) {
    c->held -= block != NULL ? old_bytes : 0;
    c->freed += block != NULL ? old_bytes : 0;
    free(block);
    return NULL;
  }
  void *got = realloc(block, new_bytes);
  if (got != NULL) c->held += new_bytes - (block != NULL ? old_bytes : 0);
  return got;
}

static size_t freed_by(counts *c) {
  size_t freed = c->freed;
  c->freed = 0;
  return freed;
}

static const char large[] = "local t = {} for i = 1, 20000 do t[i] = { i } end "
                            "require('lark').sleep(1000) return t";

static void start_large(host *h, lualark_script *script) {
  lualark_program program = {.text = large};
  CHECK(lualark_start(h->engine, &program, script) == LARK_OK);
}

static void step_until_asleep(host *h) {
  while (lualark_timeout_ms(h->engine) == 0)
    lualark_step(h->engine, 0);
}

static void open_counting(host *h, counts *c, bool sandbox) {
  lualark_options options = options_of(h);
  options.sandbox = sandbox;
  options.allocator = (lark_allocator){resize, c};
  CHECK(lualark_open(&options, &h->engine) == LARK_OK);
}

static void kills_free_bit_by_bit(bool sandbox) {
  host h = {0};
  counts c = {0};
  lualark_script scripts[MANY];
  open_counting(&h, &c, sandbox);
  for (int i = 0; i < MANY; i++)
    start_large(&h, &scripts[i]);
  step_until_asleep(&h);
  size_t all = lualark_memory_bytes(h.engine);
  CHECK(all > (size_t)MANY * MIB);
  freed_by(&c);
  for (int i = 0; i < MANY; i++)
    CHECK(lualark_kill(h.engine, scripts[i]) == LARK_OK);
  CHECK(freed_by(&c) == 0 && lualark_scripts(h.engine) == 0);
  CHECK(lualark_memory_bytes(h.engine) > (size_t)MANY * MIB);
  int steps = 0;
  for (; lualark_memory_bytes(h.engine) > 0 && steps < 10 * MANY; steps++) {
    size_t before = lualark_memory_bytes(h.engine);
    lualark_step(h.engine, SHORTEST_US);
    size_t freed = freed_by(&c);
    CHECK(freed >= MIB || lualark_memory_bytes(h.engine) == 0);
    CHECK(freed < 2 * MIB);
    CHECK(before - lualark_memory_bytes(h.engine) >= freed);
  }
  CHECK(h.ends == MANY && steps > MANY / 2 && steps < 10 * MANY);
  lualark_step(h.engine, SHORTEST_US);
  CHECK(lualark_timeout_ms(h.engine) != 0); // nothing is left to do
  lualark_close(h.engine);
  CHECK(c.held == 0);
}

static void a_storm_of_restarts_is_bounded(void) {
  enum { ROUNDS = 200 };
  host h = {0};
  counts c = {0};
  lualark_script script = 0;
  size_t most = 0;
  open_counting(&h, &c, true);
  for (int i = 0; i < ROUNDS; i++) {
    start_large(&h, &script);
    step_until_asleep(&h);
    CHECK(lualark_kill(h.engine, script) == LARK_OK);
    size_t bytes = lualark_memory_bytes(h.engine);
    if (bytes > most) most = bytes;
  }
  CHECK(most < 8 * (size_t)MIB);
  CHECK(lualark_memory_bytes(h.engine) > 0);
  lualark_close(h.engine); // with a script that is being freed
  CHECK(c.held == 0 && h.ends == ROUNDS);
}

// A host that waits for the descriptor comes back for the rest.
static void there_is_work_until_all_is_free(void) {
  host h = {0};
  counts c = {0};
  lualark_script scripts[4];
  open_counting(&h, &c, false);
  for (int i = 0; i < 4; i++)
    start_large(&h, &scripts[i]);
  step_until_asleep(&h);
  for (int i = 0; i < 4; i++)
    lualark_kill(h.engine, scripts[i]);
  lualark_step(h.engine, SHORTEST_US);
  CHECK(lualark_memory_bytes(h.engine) > 0);
  CHECK(lualark_timeout_ms(h.engine) == 0);
  while (lualark_timeout_ms(h.engine) == 0)
    lualark_wait(h.engine, 1000);
  CHECK(lualark_memory_bytes(h.engine) == 0);
  lualark_close(h.engine);
}

int main(void) {
  kills_free_bit_by_bit(false);
  if (has_sandbox()) {
    kills_free_bit_by_bit(true);
    a_storm_of_restarts_is_bounded();
  }
  there_is_work_until_all_is_free();
  return check_failures();
}
