// SPDX-License-Identifier: MIT

/// The specs of lark_store.h, which every store must pass. They
/// know a store by its methods alone, and go by the real clock.
///
/// `make` opens a store; the specs open two of them where `apart` says that the
/// stores of two processes share what they keep.
#ifndef STORE_SPECS_H
#define STORE_SPECS_H

#include "seats.h"

typedef struct store_kind {
  const char *name;
  lark_store *(*make)(void);
  bool apart; ///< two stores stand for two processes
} store_kind;

enum { PATIENCE_MS = 20000 };

typedef struct pair {
  lark_store *store, *other;
  seat a, b;
  lark_owner owner;
} pair;

static char pair_owner[40];

static inline void pair_open(pair *p, const store_kind *kind) {
  static int number;
  // A server may remember an earlier run.
  snprintf(pair_owner, sizeof pair_owner, "%s %d %llu", kind->name, ++number,
           (unsigned long long)lark_now_us());
  p->owner = (lark_owner){pair_owner, strlen(pair_owner)};
  p->store = kind->make();
  p->other = kind->apart ? kind->make() : lark_store_share(p->store);
  CHECK(p->store != NULL && p->other != NULL);
  seat_open(&p->a, p->store);
  seat_open(&p->b, p->other);
}

static inline void pair_close(pair *p) {
  seat_close(&p->a);
  seat_close(&p->b);
  lark_store_release(p->store);
  lark_store_release(p->other);
}

// Turns both loops until `*done`, or time is up.
static inline bool pair_until(pair *p, const bool *done, int ms) {
  uint64_t end_us = lark_now_us() + (uint64_t)ms * 1000;
  while (!*done && lark_now_us() < end_us) {
    seat_turn(&p->a, 1);
    seat_turn(&p->b, 1);
  }
  return *done;
}

static inline void pair_pass(pair *p, int ms) {
  bool never = false;
  pair_until(p, &never, ms);
}

// ---------------------------------------------------------------- credentials

typedef struct get {
  lark_credential_ask ask; // first
  seat *seat;
  lark_credential *credential;
  bool done;
} get;

static inline void get_answered(lark_ask *ask, uint64_t at_us) {
  (void)at_us;
  ((get *)ask->owner)->done = true;
}

static inline void get_start(get *g, seat *s, lark_credential *credential) {
  g->ask.ask.answered = get_answered;
  g->ask.ask.owner = g;
  g->seat = s;
  g->credential = credential;
  g->done = s->methods->get(s->session, credential, &g->ask, lark_now_us());
}

static inline void get_end(get *g) {
  g->seat->methods->cancel_get(g->seat->session, g->credential, &g->ask,
                               lark_now_us());
}

// Asks, and waits for the answer.
static inline bool get_now(pair *p, get *g, seat *s,
                           lark_credential *credential) {
  get_start(g, s, credential);
  return pair_until(p, &g->done, PATIENCE_MS);
}

static inline lark_credential *token_of(pair *p, seat *s) {
  lark_credential *found =
      s->methods->credential(s->session, LARK_TENANT_TOKEN, &p->owner);
  CHECK(found != NULL);
  return found;
}

static inline void put_now(seat *s, lark_credential *credential,
                           const char *value, uint64_t life_us) {
  CHECK(s->methods->put(s->session, credential, value, life_us,
                        lark_now_us()) == LARK_OK);
}

static inline bool is_value(const get *g, const char *value) {
  return g->ask.value != NULL && strcmp(g->ask.value, value) == 0;
}

// Asks until the value has arrived that the other seat puts: what it sends may
// be behind what this one asks.
static inline bool get_value(pair *p, get *g, seat *s,
                             lark_credential *credential, const char *value) {
  uint64_t due_us = lark_now_us() + (uint64_t)PATIENCE_MS * 1000;
  while (get_now(p, g, s, credential) && !is_value(g, value)) {
    get_end(g);
    if (g->ask.must_fetch)
      s->methods->fail(s->session, credential, NULL, lark_now_us());
    if (lark_now_us() > due_us) return false;
  }
  return is_value(g, value);
}

static const uint64_t HOUR_US = (uint64_t)3600 * 1000000;

static inline void one_asker_fetches_and_the_other_waits(pair *p) {
  lark_credential *ours = token_of(p, &p->a), *theirs = token_of(p, &p->b);
  get first = {0}, second = {0}, third = {0};
  CHECK(get_now(p, &first, &p->a, ours));
  CHECK(first.ask.must_fetch && first.ask.value == NULL);
  get_start(&second, &p->b, theirs);
  pair_pass(p, 50);
  CHECK(!second.done);
  put_now(&p->a, ours, "t-1", 2 * HOUR_US);
  CHECK(pair_until(p, &second.done, PATIENCE_MS));
  CHECK(is_value(&second, "t-1") && !second.ask.must_fetch);
  CHECK(second.ask.ask.status == LARK_STORE_OK);
  CHECK(second.ask.life_us > HOUR_US && second.ask.life_us <= 2 * HOUR_US);
  CHECK(second.ask.fresh_us < second.ask.life_us);
  CHECK(get_now(p, &third, &p->a, ours) && is_value(&third, "t-1"));
  CHECK(!third.ask.must_fetch);
  get_end(&first), get_end(&second), get_end(&third);
}

static inline void a_failed_fetch_fails_for_all(pair *p) {
  lark_credential *ours = token_of(p, &p->a), *theirs = token_of(p, &p->b);
  get first = {0}, second = {0};
  const lark_error why = {.status = LARK_EAUTH,
                          .code = 10014,
                          .msg = "app secret invalid",
                          .hint = "check it",
                          .http_status = 400};
  CHECK(get_now(p, &first, &p->a, ours) && first.ask.must_fetch);
  get_start(&second, &p->b, theirs);
  pair_pass(p, 30);
  p->a.methods->fail(p->a.session, ours, &why, lark_now_us());
  CHECK(pair_until(p, &second.done, PATIENCE_MS));
  CHECK(second.ask.value == NULL && !second.ask.must_fetch);
  CHECK(second.ask.failure != NULL);
  if (second.ask.failure != NULL) {
    const lark_error *heard = second.ask.failure;
    CHECK(heard->status == LARK_EAUTH && heard->code == 10014);
    CHECK(strcmp(heard->msg, "app secret invalid") == 0);
    CHECK(heard->hint != NULL && strcmp(heard->hint, "check it") == 0);
    CHECK(heard->http_status == 400);
  }
  get_end(&first), get_end(&second);
}

static inline void a_fetch_that_is_given_up_is_handed_over(pair *p) {
  lark_credential *ours = token_of(p, &p->a), *theirs = token_of(p, &p->b);
  get first = {0}, second = {0};
  CHECK(get_now(p, &first, &p->a, ours) && first.ask.must_fetch);
  get_start(&second, &p->b, theirs);
  pair_pass(p, 30);
  p->a.methods->fail(p->a.session, ours, NULL, lark_now_us());
  CHECK(pair_until(p, &second.done, PATIENCE_MS));
  CHECK(second.ask.must_fetch);
  get_end(&first), get_end(&second);
  p->b.methods->fail(p->b.session, theirs, NULL, lark_now_us());
}

static inline void a_rejected_value_is_dropped_unless_replaced(pair *p) {
  lark_credential *ours = token_of(p, &p->a), *theirs = token_of(p, &p->b);
  get g = {0};
  put_now(&p->a, ours, "t-1", HOUR_US);
  CHECK(get_value(p, &g, &p->b, theirs, "t-1"));
  get_end(&g);
  p->b.methods->drop(p->b.session, theirs, "t-0");
  CHECK(get_now(p, &g, &p->b, theirs) && is_value(&g, "t-1"));
  p->b.methods->drop(p->b.session, theirs, "t-1");
  CHECK(get_now(p, &g, &p->b, theirs) && g.ask.value == NULL);
  CHECK(g.ask.must_fetch);
  put_now(&p->b, theirs, "t-2", HOUR_US);
  pair_pass(p, 20);
  // The other hears of the rejection late.
  p->a.methods->drop(p->a.session, ours, "t-1");
  get_end(&g);
  CHECK(get_now(p, &g, &p->a, ours) && is_value(&g, "t-2"));
  get_end(&g);
}

static inline void a_value_is_renewed_in_time_and_expires(pair *p) {
  lark_credential *ours = token_of(p, &p->a), *theirs = token_of(p, &p->b);
  get one = {0}, two = {0};
  put_now(&p->a, ours, "t-1", 400000);
  pair_pass(p, 320); // three quarters are over
  bool held = get_now(p, &one, &p->a, ours);
  held = get_now(p, &two, &p->b, theirs) && held;
  CHECK(held);
  // On a busy machine it may have expired meanwhile.
  if (is_value(&one, "t-1") && is_value(&two, "t-1"))
    CHECK(one.ask.must_fetch && !two.ask.must_fetch);
  CHECK(one.ask.must_fetch);
  pair_pass(p, 150);
  p->a.methods->fail(p->a.session, ours, NULL, lark_now_us());
  pair_pass(p, 20);
  get_end(&one), get_end(&two);
  CHECK(get_now(p, &two, &p->b, theirs));
  CHECK(two.ask.value == NULL && two.ask.must_fetch);
  get_end(&two);
}

static inline void a_value_may_live_for_an_unknown_time(pair *p) {
  lark_credential *ours =
      p->a.methods->credential(p->a.session, LARK_APP_TICKET, &p->owner);
  lark_credential *theirs =
      p->b.methods->credential(p->b.session, LARK_APP_TICKET, &p->owner);
  get g = {0};
  put_now(&p->a, ours, "ticket", UINT64_MAX);
  CHECK(get_value(p, &g, &p->b, theirs, "ticket"));
  CHECK(g.ask.life_us == UINT64_MAX && g.ask.fresh_us == UINT64_MAX);
  get_end(&g);
  // The kinds are apart.
  CHECK(get_now(p, &g, &p->b, token_of(p, &p->b)) && g.ask.value == NULL);
  get_end(&g);
}

static inline void an_ask_can_be_taken_back(pair *p) {
  lark_credential *ours = token_of(p, &p->a), *theirs = token_of(p, &p->b);
  get first = {0}, second = {0};
  get_start(&first, &p->a, ours);
  get_end(&first); // wherever its answer is
  if (first.done) p->a.methods->fail(p->a.session, ours, NULL, lark_now_us());
  CHECK(get_now(p, &second, &p->b, theirs));
  CHECK(second.ask.must_fetch);
  put_now(&p->b, theirs, "t", HOUR_US);
  get_end(&second);
}

// ----------------------------------------------------------------- allowances

typedef struct take {
  lark_allowance_ask ask; // first
  seat *seat;
  lark_allowance *allowance;
  bool done;
} take;

static inline void take_answered(lark_ask *ask, uint64_t at_us) {
  (void)at_us;
  ((take *)ask->owner)->done = true;
}

// Asks for slots, and waits up to `ms` for the answer. An ask that is not
// answered by then, for want of another attempt's answer, is taken back.
static inline bool take_within(pair *p, take *t, uint32_t wanted, int ms) {
  const lark_store_methods *m = t->seat->methods;
  t->ask.ask.answered = take_answered;
  t->ask.ask.owner = t;
  t->ask.wanted = wanted;
  t->done = m->take(t->seat->session, t->allowance, &t->ask, lark_now_us());
  if (!pair_until(p, &t->done, ms)) {
    m->cancel_take(t->seat->session, t->allowance, &t->ask, lark_now_us());
    return false;
  }
  CHECK(t->ask.ask.status == LARK_STORE_OK && t->ask.granted <= wanted);
  return true;
}

// Takes up to `wanted` slots, for at most `ms`.
static inline uint32_t take_for(pair *p, seat *s, lark_allowance *allowance,
                                uint32_t wanted, int ms) {
  uint64_t end_us = lark_now_us() + (uint64_t)ms * 1000;
  uint32_t taken = 0;
  while (taken < wanted && lark_now_us() < end_us) {
    take t = {.seat = s, .allowance = allowance};
    int left_ms = (int)((end_us - lark_now_us()) / 1000) + 1;
    if (!take_within(p, &t, wanted - taken, left_ms)) break;
    taken += t.ask.granted;
    // Nothing granted and nothing to wait for: only an answer frees a slot,
    // and the next ask waits for that.
    uint64_t wait_ms = t.ask.wait_us > 0 ? t.ask.wait_us / 1000 + 1 : 0;
    if (taken < wanted) pair_pass(p, wait_ms < 20 ? (int)wait_ms : 20);
  }
  return taken;
}

static inline void answer_now(seat *s, lark_allowance *allowance,
                              uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    s->methods->answer(s->session, allowance, 1000, 0, lark_now_us());
}

static inline lark_allowance *allowance_of(pair *p, seat *s, const char *name,
                                           const lark_rate *rates,
                                           size_t count) {
  lark_allowance *found =
      s->methods->allowance(s->session, &p->owner, name, rates, count);
  CHECK(found != NULL);
  return found;
}

static inline void a_limit_is_one_for_all(pair *p) {
  const lark_rate rate = {10, 600000};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &rate, 1);
  uint32_t taken = take_for(p, &p->a, ours, 4, 5000);
  CHECK(taken == 4);
  taken += take_for(p, &p->b, theirs, 10, 600);
  CHECK(taken == 10);
  answer_now(&p->a, ours, 4);
  CHECK(take_for(p, &p->b, theirs, 1, 300) == 0); // they count for ten minutes
  CHECK(take_for(p, &p->a, ours, 1, 300) == 0);
}

static inline void slots_are_free_again_after_a_window(pair *p) {
  const lark_rate rate = {5, 300};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 5, 5000) == 5);
  uint64_t before_us = lark_now_us();
  answer_now(&p->a, ours, 5);
  CHECK(take_for(p, &p->b, theirs, 5, PATIENCE_MS) == 5);
  // Less the round trip of 1 ms.
  CHECK(lark_now_us() - before_us >= 299000);
}

static inline void what_a_released_allowance_counts_is_kept(pair *p) {
  const lark_rate rate = {2, 600000};
  const lark_store_methods *m = p->a.methods;
  if (m->release == NULL) return;
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 2, 5000) == 2);
  answer_now(&p->a, ours, 2);
  m->release(p->a.session, ours);
  for (int i = 0; i < 1200; i++) {
    char name[32];
    snprintf(name, sizeof name, "other %d", i);
    m->release(p->a.session, allowance_of(p, &p->a, name, &rate, 1));
  }
  ours = allowance_of(p, &p->a, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 1, 300) == 0);
}

static inline void unused_slots_are_given_back(pair *p) {
  const lark_rate rate = {6, 600000};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 6, 5000) == 6);
  p->a.methods->give_back(p->a.session, ours, 5, lark_now_us());
  CHECK(take_for(p, &p->b, theirs, 5, PATIENCE_MS) == 5);
  CHECK(take_for(p, &p->b, theirs, 1, 300) == 0);
}

static inline void all_limits_of_an_endpoint_count(pair *p) {
  const lark_rate rates[] = {{5, 100}, {7, 600000}};
  lark_allowance *ours = allowance_of(p, &p->a, "e", rates, 2);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", rates, 2);
  CHECK(take_for(p, &p->a, ours, 5, 5000) == 5);
  answer_now(&p->a, ours, 5);
  CHECK(take_for(p, &p->b, theirs, 5, 1500) == 2);
}

static inline void owners_and_endpoints_are_apart(pair *p) {
  const lark_rate rate = {2, 600000};
  const lark_owner another = {"another", 7};
  lark_allowance *one = allowance_of(p, &p->a, "one", &rate, 1);
  lark_allowance *two = allowance_of(p, &p->b, "two", &rate, 1);
  CHECK(take_for(p, &p->a, one, 2, 5000) == 2);
  CHECK(take_for(p, &p->b, two, 2, 5000) == 2);
  CHECK(p->a.methods->credential(p->a.session, LARK_APP_TOKEN, &another) !=
        p->a.methods->credential(p->a.session, LARK_APP_TOKEN, &p->owner));
}

static inline void nothing_is_granted_while_the_server_says_so(pair *p) {
  const lark_rate rate = {5, 1000};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 1, 5000) == 1);
  uint64_t before_us = lark_now_us();
  p->a.methods->hold(p->a.session, ours, 400000, before_us);
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  CHECK(lark_now_us() - before_us >= 399000);
  before_us = lark_now_us();
  p->a.methods->hold(p->a.session, ours, 400000, before_us);
  pair_pass(p, 60); // the others hear of it
  CHECK(take_for(p, &p->b, theirs, 1, PATIENCE_MS) == 1);
  CHECK(lark_now_us() - before_us >= 390000);
}

static inline void a_lower_limit_that_the_server_names_counts(pair *p) {
  const lark_rate rate = {10, 600000};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 1, 5000) == 1);
  p->a.methods->learn(p->a.session, ours, 4);
  p->a.methods->learn(p->a.session, ours, 8); // never rises
  CHECK(take_for(p, &p->a, ours, 9, 600) == 3);
}

static inline void a_take_can_be_withdrawn(pair *p) {
  const lark_rate rate = {3, 600000};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &rate, 1);
  take t = {0};
  t.ask.ask.answered = take_answered;
  t.ask.ask.owner = &t;
  t.ask.wanted = 3;
  t.done = p->a.methods->take(p->a.session, ours, &t.ask, lark_now_us());
  if (t.done)
    p->a.methods->give_back(p->a.session, ours, t.ask.granted, lark_now_us());
  else
    p->a.methods->cancel_take(p->a.session, ours, &t.ask, lark_now_us());
  CHECK(take_for(p, &p->b, theirs, 3, PATIENCE_MS) == 3);
}

static inline void no_limits_let_all_go(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "free", NULL, 0);
  CHECK(take_for(p, &p->a, ours, 64, 5000) == 64);
  answer_now(&p->a, ours, 64);
}

// ------------------------------------------------------------------------ all

static inline void store_specs_run(const store_kind *kind) {
  static void (*const specs[])(pair *) = {
      one_asker_fetches_and_the_other_waits,
      a_failed_fetch_fails_for_all,
      a_fetch_that_is_given_up_is_handed_over,
      a_rejected_value_is_dropped_unless_replaced,
      a_value_is_renewed_in_time_and_expires,
      a_value_may_live_for_an_unknown_time,
      an_ask_can_be_taken_back,
      a_limit_is_one_for_all,
      slots_are_free_again_after_a_window,
      what_a_released_allowance_counts_is_kept,
      unused_slots_are_given_back,
      all_limits_of_an_endpoint_count,
      owners_and_endpoints_are_apart,
      nothing_is_granted_while_the_server_says_so,
      a_lower_limit_that_the_server_names_counts,
      a_take_can_be_withdrawn,
      no_limits_let_all_go,
  };
  for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
    int before = check_failed;
    pair p;
    pair_open(&p, kind);
    specs[i](&p);
    pair_close(&p);
    if (check_failed > before)
      fprintf(stderr, "  in spec %zu of the %s store\n", i, kind->name);
  }
}

#endif
