// SPDX-License-Identifier: MIT
#include "shared_allowance.h"

#include <stdio.h>

#include "clock.h"
#include "memory.h"

// A client that says nothing for so long counts as dead: its attempts count as
// answered then.
static const uint64_t LEASE_US = 15000000, REPORT_US = 5000000;

// Slots that are taken in advance are used within this time, or given back.
static const uint64_t SPAN_US = 50000;
enum { MOST_AHEAD = 64 };

// How many clients share the limits where no server has ever said it.
enum { CAREFUL_PEERS = 4 };

static void due_at(lark_redis_allowance *a, uint64_t due_us) {
  if (due_us < a->due_us) a->due_us = due_us;
  lark_redis_session_due(a->session, a->due_us);
}

// ---------------------------------------------------------------------- local

// Takes slots here; returns how many.
static uint32_t hold_local(lark_redis_allowance *a, uint32_t wanted,
                           uint64_t now_us) {
  lark_allowance_ask ask = {.wanted = wanted};
  ask.ask.session = &a->session->inbox.session;
  if (wanted == 0) return 0;
  if (lark_allowance_take(a->local, &ask, now_us)) return ask.granted;
  lark_allowance_cancel(&ask);
  return 0;
}

static void release_local(lark_redis_allowance *a, uint32_t count,
                          uint64_t now_us) {
  if (count > 0) lark_allowance_give_back(a->local, count, now_us);
}

static bool take_local(lark_redis_allowance *a, lark_allowance_ask *ask,
                       uint64_t now_us) {
  bool answered = lark_allowance_take(a->local, ask, now_us);
  if (answered) a->in_flight += ask->granted;
  return answered;
}

// -------------------------------------------------------------------- sending

static void on_taken(redisAsyncContext *context, void *reply, void *user);

// Writes the words of scripts.c. `state` is 'k', 'n' or 'r'.
static void write_take(lark_redis_allowance *a, char state, bool leaves,
                       uint64_t now_us) {
  static const char *const parts[] = {"b", "s", "q", "p"};
  lark_redis_words *words = &a->session->words;
  lark_text told;
  char key[80];
  lark_redis_words_begin(words, 4 + (int)a->count);
  for (size_t i = 0; i < 4 + a->count; i++) {
    if (i < 4)
      snprintf(key, sizeof key, "%s%s", a->key, parts[i]);
    else
      snprintf(key, sizeof key, "%sw%u", a->key, (unsigned)i - 3);
    lark_redis_words_add_text(words, key);
  }
  const lark_window *first = &a->local->windows[0];
  lark_redis_words_add_text(words, a->session->id);
  lark_redis_words_add(words, &state, 1);
  lark_redis_words_add_number(words, leaves ? 0 : a->in_flight + a->spare);
  lark_redis_words_add_number(words, leaves ? 0 : a->wanted);
  lark_redis_words_add_number(words, leaves ? 0 : a->extra);
  lark_redis_words_add_number(words, leaves ? 0 : (int64_t)LEASE_US);
  lark_redis_words_add_number(words, a->held_until_us > now_us
                                         ? (int64_t)(a->held_until_us - now_us)
                                         : 0);
  lark_redis_words_add_number(words,
                              first->allowed < first->max ? first->allowed : 0);
  lark_redis_words_add_text(words, a->local->endpoint);
  lark_text_init(&told, &a->session->allocator);
  lark_redis_answers_write(&a->answers, state != 'k', now_us, &told);
  words->failed = words->failed || told.failed;
  lark_redis_words_add(words, told.bytes, told.failed ? 0 : told.length_bytes);
  lark_text_clear(&told);
  for (size_t i = 0; i < a->count; i++) {
    lark_redis_words_add_number(words, a->max[i]);
    lark_redis_words_add_number(words, (int64_t)a->window_us[i]);
  }
}

// Sends what there is to tell, and asks for `wanted` and `extra` slots.
static bool send_take(lark_redis_allowance *a, char state, uint64_t now_us) {
  lark_redis_link *link = &a->session->link;
  write_take(a, state, false, now_us);
  a->asked = lark_redis_link_send(link, LARK_REDIS_TAKE, &a->session->words,
                                  on_taken, a, now_us);
  if (!a->asked) {
    lark_redis_answers_unknown(&a->answers);
    return false;
  }
  a->due_us = UINT64_MAX;
  lark_redis_session_due(a->session, lark_redis_link_due_us(link));
  return true;
}

static char state_of(const lark_redis_allowance *a) {
  return a->registered ? 'k' : 'n';
}

// How many slots to take in advance: as many as went in the last span, where
// nobody else waits for them.
static uint32_t ahead(lark_redis_allowance *a, uint64_t now_us) {
  if (now_us - a->span_us >= SPAN_US) {
    a->pace = now_us - a->span_us < 2 * SPAN_US ? a->taken : 0;
    a->taken = 0;
    a->span_us = now_us;
  }
  if (a->contended) return 0;
  return a->pace < MOST_AHEAD ? a->pace : MOST_AHEAD;
}

// Asks the server for the ask's slots. True where it is answered already.
static bool ask_server(lark_redis_allowance *a, lark_allowance_ask *ask,
                       uint64_t now_us) {
  if (!lark_allowance_take(a->local, ask, now_us)) return false;
  if (ask->granted == 0) return true;
  a->wanted = ask->granted;
  a->extra =
      ask->granted == ask->wanted ? hold_local(a, ahead(a, now_us), now_us) : 0;
  ask->granted = 0;
  ask->wait_us = 0;
  a->ask = ask;
  if (send_take(a, state_of(a), now_us)) return false;
  release_local(a, a->wanted + a->extra, now_us);
  a->wanted = a->extra = 0;
  a->ask = NULL;
  ask->ask.status = LARK_STORE_NO_MEMORY;
  return true;
}

static void ask_again(lark_redis_allowance *a, uint64_t now_us) {
  lark_allowance_ask *ask = a->ask;
  a->ask = NULL;
  if (ask != NULL && ask_server(a, ask, now_us))
    lark_inbox_add(&ask->ask, now_us);
}

// -------------------------------------------------------------------- replies

// Slots that came without an ask for them: for a while they wait for one.
static void keep_spare(lark_redis_allowance *a, uint32_t count,
                       uint64_t now_us) {
  a->spare += count;
  if (count == 0) return;
  a->spare_until_us = now_us + SPAN_US;
  due_at(a, a->spare_until_us);
}

static void take_grant(lark_redis_allowance *a, uint32_t granted,
                       uint64_t wait_us, uint64_t now_us) {
  uint32_t held = a->wanted + a->extra, wanted = a->wanted;
  lark_allowance_ask *ask = a->ask;
  a->wanted = a->extra = 0;
  if (granted > held) granted = held;
  release_local(a, held - granted, now_us);
  if (wanted == 0) { // it only told the server something
    ask_again(a, now_us);
    return;
  }
  if (ask == NULL) { // taken back meanwhile: so are its slots
    release_local(a, granted, now_us);
    if (granted > 0) due_at(a, now_us);
    return;
  }
  uint32_t used = granted < wanted ? granted : wanted;
  a->ask = NULL;
  a->in_flight += used;
  a->taken += used;
  ask->granted = used;
  if (used < wanted) ask->wait_us = wait_us > 1000 ? wait_us : 1000;
  keep_spare(a, granted - used, now_us);
  lark_inbox_add(&ask->ask, now_us);
}

static bool is_reply(const redisReply *reply) {
  if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 4) return false;
  for (size_t i = 0; i < 4; i++)
    if (reply->element[i]->type != REDIS_REPLY_INTEGER) return false;
  return true;
}

static void on_taken(redisAsyncContext *context, void *reply_of, void *user) {
  (void)context;
  lark_redis_allowance *a = user;
  const redisReply *reply = reply_of;
  uint64_t now_us = lark_now_us();
  if (!lark_redis_session_heard(a->session, reply)) return;
  a->asked = false;
  if (!is_reply(reply)) return;
  if (reply->element[0]->integer < 0) { // it has lost what it knew
    if (send_take(a, 'r', now_us)) return;
    // Memory lacks: the ask is answered from what is kept here.
    lark_redis_allowance_down(a, now_us);
    lark_allowance_share(a->local, 1);
    return;
  }
  a->registered = true;
  a->contended = reply->element[2]->integer > 0;
  a->peers = (uint32_t)reply->element[3]->integer;
  lark_redis_answers_known(&a->answers);
  if (a->held_until_us <= now_us) a->held_until_us = 0;
  take_grant(a, (uint32_t)reply->element[0]->integer,
             (uint64_t)reply->element[1]->integer, now_us);
  if (a->in_flight > 0) due_at(a, now_us + REPORT_US);
  if (lark_redis_answers_are_new(&a->answers)) due_at(a, now_us + a->flush_us);
}

// -------------------------------------------------------------------- methods

static bool set_up(lark_redis_allowance *a, const lark_owner *owner,
                   const char *endpoint, const lark_rate *rates) {
  char name[LARK_REDIS_NAME_BYTES];
  uint64_t longest_us = 0, shortest_us = UINT64_MAX;
  for (size_t i = 0; i < a->count; i++) {
    uint64_t window_us = (uint64_t)rates[i].window_ms * 1000;
    a->max[i] = rates[i].max;
    a->window_us[i] = window_us + LARK_WINDOW_MARGIN_US;
    if (a->window_us[i] > longest_us) longest_us = a->window_us[i];
    if (window_us < shortest_us) shortest_us = window_us;
  }
  // News count from when they happened: only a window's length matters.
  a->flush_us = shortest_us / 8 < SPAN_US ? shortest_us / 8 : SPAN_US;
  lark_redis_answers_init(&a->answers, longest_us, shortest_us);
  if (!lark_redis_name(name, owner, endpoint)) return false;
  snprintf(a->key, sizeof a->key, "lark:{%s}:", name);
  return true;
}

lark_redis_allowance *lark_redis_allowance_new(lark_redis_session *session,
                                               const lark_owner *owner,
                                               const char *endpoint,
                                               const lark_rate *rates,
                                               size_t count) {
  lark_redis_allowance *a = lark_alloc(&session->allocator, sizeof *a);
  if (a == NULL) return NULL;
  a->session = session;
  a->due_us = UINT64_MAX;
  a->count = count < LARK_REDIS_RATES ? count : LARK_REDIS_RATES;
  a->local =
      lark_allowance_new(&session->allocator, owner, endpoint, rates, count);
  if (a->local != NULL && set_up(a, owner, endpoint, rates)) {
    if (lark_redis_session_mode(session) == LARK_REDIS_LOCAL)
      lark_allowance_share(a->local, CAREFUL_PEERS);
    return a;
  }
  lark_redis_allowance_free(a);
  return NULL;
}

void lark_redis_allowance_free(lark_redis_allowance *a) {
  lark_allocator allocator = a->session->allocator;
  if (a->local != NULL) lark_allowance_free(a->local);
  lark_release(&allocator, a, sizeof *a);
}

bool lark_redis_allowance_take(lark_redis_allowance *a, lark_allowance_ask *ask,
                               uint64_t now_us) {
  lark_redis_mode mode = lark_redis_session_mode(a->session);
  ask->ask.session = &a->session->inbox.session;
  if (a->count == 0 || mode == LARK_REDIS_LOCAL)
    return take_local(a, ask, now_us);
  ask->ask.status = LARK_STORE_OK;
  ask->granted = 0;
  ask->wait_us = 0;
  if (a->spare > 0 && now_us < a->spare_until_us) {
    ask->granted = ask->wanted < a->spare ? ask->wanted : a->spare;
    a->spare -= ask->granted;
    a->in_flight += ask->granted;
    a->taken += ask->granted;
    return true;
  }
  if (mode == LARK_REDIS_ASK && !a->asked) return ask_server(a, ask, now_us);
  a->ask = ask;
  return false;
}

void lark_redis_allowance_cancel(lark_redis_allowance *a,
                                 lark_allowance_ask *ask, uint64_t now_us) {
  bool unheard = ask->ask.session != NULL && lark_inbox_holds(&ask->ask);
  if (a->ask == ask) a->ask = NULL;
  lark_allowance_cancel(ask);
  if (unheard && ask->granted > 0)
    lark_redis_allowance_give_back(a, ask->granted, now_us);
}

void lark_redis_allowance_answer(lark_redis_allowance *a,
                                 uint64_t round_trip_us, uint64_t quickest_us,
                                 uint64_t now_us) {
  lark_allowance_answer(a->local, round_trip_us, quickest_us, now_us);
  if (a->in_flight > 0) a->in_flight--;
  if (a->count == 0) return;
  // A lost attempt counts from here in full; see lark_allowance_answer().
  int64_t at_us = (int64_t)now_us;
  if (round_trip_us > 0) at_us -= (int64_t)lark_allowance_shortest_us(a->local);
  lark_redis_answers_add(&a->answers, at_us);
  due_at(a, now_us + a->flush_us);
}

void lark_redis_allowance_give_back(lark_redis_allowance *a, uint32_t count,
                                    uint64_t now_us) {
  a->in_flight -= count < a->in_flight ? count : a->in_flight;
  release_local(a, count, now_us);
  if (a->count > 0) due_at(a, now_us);
}

void lark_redis_allowance_learn(lark_redis_allowance *a, uint32_t allowed) {
  lark_allowance_learn(a->local, allowed);
  if (a->count > 0) due_at(a, lark_now_us());
}

void lark_redis_allowance_hold(lark_redis_allowance *a, uint64_t for_us,
                               uint64_t now_us) {
  lark_allowance_hold(a->local, for_us, now_us);
  if (now_us + for_us > a->held_until_us) a->held_until_us = now_us + for_us;
  // Slots in advance are for later, too.
  a->spare_until_us = now_us;
  if (a->count > 0) due_at(a, now_us);
}

// --------------------------------------------------------------------- course

void lark_redis_allowance_tick(lark_redis_allowance *a, uint64_t now_us) {
  if (now_us < a->due_us) return;
  a->due_us = UINT64_MAX;
  if (a->spare > 0 && now_us >= a->spare_until_us) {
    release_local(a, a->spare, now_us);
    a->spare = 0;
  }
  if (lark_redis_session_mode(a->session) != LARK_REDIS_ASK) return;
  // The reply of a command under way makes it due again.
  if (a->asked)
    due_at(a, now_us + a->flush_us);
  else
    send_take(a, state_of(a), now_us);
  if (a->spare > 0) due_at(a, a->spare_until_us);
}

bool lark_redis_allowance_is_idle(const lark_redis_allowance *a,
                                  uint64_t now_us) {
  return a->local->users == 0 && !a->asked && a->ask == NULL &&
         a->in_flight == 0 && a->spare == 0 &&
         !lark_redis_answers_are_new(&a->answers) &&
         lark_allowance_is_idle(a->local, now_us);
}

void lark_redis_allowance_leave(lark_redis_allowance *a, uint64_t now_us) {
  if (!a->registered || lark_redis_session_mode(a->session) != LARK_REDIS_ASK)
    return;
  write_take(a, 'k', true, now_us);
  lark_redis_link_send(&a->session->link, LARK_REDIS_TAKE, &a->session->words,
                       on_taken, a, now_us);
}

void lark_redis_allowance_up(lark_redis_allowance *a, uint64_t now_us) {
  lark_allowance_share(a->local, 1);
  if (a->ask != NULL)
    ask_again(a, now_us);
  else if (a->in_flight > 0 || lark_redis_answers_are_new(&a->answers))
    due_at(a, now_us);
}

void lark_redis_allowance_down(lark_redis_allowance *a, uint64_t now_us) {
  lark_allowance_ask *ask = a->ask;
  uint32_t held = a->wanted + a->extra;
  a->asked = false;
  a->ask = NULL;
  a->wanted = a->extra = 0;
  lark_redis_answers_unknown(&a->answers);
  lark_allowance_share(a->local, a->peers > 0 ? a->peers : CAREFUL_PEERS);
  release_local(a, held, now_us);
  if (ask != NULL && take_local(a, ask, now_us))
    lark_inbox_add(&ask->ask, now_us);
}
