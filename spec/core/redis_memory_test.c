// SPDX-License-Identifier: MIT

// The store on Redis where memory lacks at any moment: it says so, or goes on
// alone; nothing is leaked, and no ask stays unanswered.
#include "redis.h"
#include "store_specs.h"

static redis server;

// An allocator that refuses one block, or all from one on.
typedef struct scarce_memory {
  size_t taken_bytes; // that are not given back
  long left;          // blocks until the refusal
  bool lasts;
  bool refused;
} scarce_memory;

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  scarce_memory *memory = user;
  if (new_bytes > 0 &&
      (memory->left == 0 || (memory->lasts && memory->refused))) {
    memory->left--;
    memory->refused = true;
    return NULL;
  }
  if (new_bytes > 0) memory->left--;
  void *got = realloc(block, new_bytes);
  if (new_bytes == 0) {
    memory->taken_bytes -= old_bytes;
    return NULL;
  }
  if (got != NULL) memory->taken_bytes += new_bytes - old_bytes;
  return got;
}

static seat reader; // of a process with memory enough

static void turn_until(seat *s, const bool *done, int ms) {
  uint64_t end_us = lark_now_us() + (uint64_t)ms * 1000;
  while (!*done && lark_now_us() < end_us) {
    seat_turn(s, 2);
    seat_turn(&reader, 2);
  }
}

// The reader gets the value within moments, however late memory let it go.
static void is_there_for_others(seat *s, const lark_owner *owner) {
  get g = {0};
  get_start(
      &g, &reader,
      reader.methods->credential(reader.session, LARK_TENANT_TOKEN, owner));
  turn_until(s, &g.done, 2000);
  CHECK(is_value(&g, "t-1"));
  get_end(&g);
}

static void use_token(seat *s, const lark_owner *owner, bool lasts) {
  const lark_store_methods *m = s->methods;
  lark_credential *token = m->credential(s->session, LARK_TENANT_TOKEN, owner);
  if (token == NULL) return;
  get g = {0};
  get_start(&g, s, token);
  turn_until(s, &g.done, PATIENCE_MS);
  CHECK(g.done);
  if (g.ask.ask.status == LARK_STORE_OK && g.ask.must_fetch &&
      m->put(s->session, token, "t-1", HOUR_US, lark_now_us()) == LARK_OK &&
      !lasts)
    is_there_for_others(s, owner);
  get_end(&g);
  m->drop(s->session, token, "t-1");
}

static void use_limit(seat *s, const lark_owner *owner) {
  static const lark_rate rates[] = {{12, 600000}, {100, 3600000}};
  const lark_store_methods *m = s->methods;
  lark_allowance *limit = m->allowance(s->session, owner, "e", rates, 2);
  if (limit == NULL) return;
  take t = {.seat = s, .allowance = limit};
  t.ask.ask.answered = take_answered;
  t.ask.ask.owner = &t;
  t.ask.wanted = 2;
  t.done = m->take(s->session, limit, &t.ask, lark_now_us());
  turn_until(s, &t.done, PATIENCE_MS);
  CHECK(t.done);
  if (t.ask.granted > 0) m->answer(s->session, limit, 1000, 0, lark_now_us());
  if (t.ask.granted > 1) m->give_back(s->session, limit, 1, lark_now_us());
  m->learn(s->session, limit, 11);
  m->release(s->session, limit);
}

// Uses a store while the block number `nth` is refused. False where there was
// none with that number.
static bool uses_a_store(long nth, bool lasts) {
  char name[32];
  snprintf(name, sizeof name, "owner %ld %d", nth, lasts);
  const lark_owner owner = {name, strlen(name)};
  scarce_memory memory = {.left = nth, .lasts = lasts};
  const lark_allocator allocator = {resize, &memory};
  lark_store *store = NULL;
  lark_status status = lark_store_open(server.url, &allocator, &store, NULL);
  CHECK(status == (store != NULL ? LARK_OK : LARK_ENOMEM));
  if (store != NULL) {
    seat s = {.methods = store->methods, .alarm_us = UINT64_MAX};
    const lark_store_host host = seat_host(&s);
    s.session = store->methods->attach(store, &host);
    if (s.session != NULL) {
      use_token(&s, &owner, lasts);
      use_limit(&s, &owner);
      seat_close(&s);
    }
    lark_store_release(store);
  }
  CHECK(memory.taken_bytes == 0);
  return memory.refused;
}

int main(void) {
  lark_store *store = NULL;
  if (lark_store_open("unix:///nowhere", NULL, &store, NULL) != LARK_OK ||
      !redis_is_installed())
    return 77;
  lark_store_release(store);
  redis_start(&server);
  CHECK(lark_store_open(server.url, NULL, &store, NULL) == LARK_OK);
  seat_open(&reader, store);
  for (int lasts = 0; lasts < 2; lasts++) {
    long nth = 0;
    while (uses_a_store(nth, lasts == 1) && check_failed == 0)
      nth++;
    CHECK(nth > 10);
    printf("%ld blocks were refused%s\n", nth, lasts ? ", and all after" : "");
  }
  seat_close(&reader);
  lark_store_release(store);
  redis_end(&server);
  return check_failures();
}
