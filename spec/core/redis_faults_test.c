// SPDX-License-Identifier: MIT

// The store on Redis while the server is absent, killed, stopped, full,
// read-only, emptied, or wants a password: each client goes on with its share,
// says so once, and uses the server again when it is back.
#include "redis.h"
#include "relay.h"
#include "session.h"
#include "store_specs.h"

static redis server;

static lark_store *on_redis(void) {
  lark_store *store = NULL;
  CHECK(lark_store_open(server.url, NULL, &store, NULL) == LARK_OK);
  return store;
}

static const store_kind kind = {
    .name = "redis", .make = on_redis, .apart = true};

static const lark_rate twelve = {12, 600000};

// Waits until what a seat says holds `text`.
static bool hears(pair *p, const seat *s, const char *text) {
  uint64_t end_us = lark_now_us() + (uint64_t)PATIENCE_MS * 1000;
  while (strstr(s->said, text) == NULL && lark_now_us() < end_us)
    pair_pass(p, 5);
  return strstr(s->said, text) != NULL;
}

static void settle(pair *p, lark_allowance *ours, lark_allowance *theirs) {
  CHECK(take_for(p, &p->a, ours, 1, 5000) == 1);
  CHECK(take_for(p, &p->b, theirs, 1, 5000) == 1);
}

// Both clients are back, and keep to one limit.
static void is_shared_again(pair *p, lark_allowance *ours,
                            lark_allowance *theirs, uint32_t left) {
  CHECK(hears(p, &p->a, "used again") && hears(p, &p->b, "used again"));
  CHECK(p->a.says == 2 && p->b.says == 2); // away, back
  pair_pass(p, 100);
  uint32_t taken = take_for(p, &p->a, ours, left, 400);
  taken += take_for(p, &p->b, theirs, left, 400);
  CHECK(taken <= left);
}

static void goes_on_where_none_was_ever_there(pair *p) {
  redis_kill(&server);
  pair_close(p);
  pair_open(p, &kind);
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  get g = {0};
  CHECK(get_now(p, &g, &p->a, token_of(p, &p->a)) && g.ask.must_fetch);
  put_now(&p->a, token_of(p, &p->a), "t-1", HOUR_US);
  get_end(&g);
  CHECK(take_for(p, &p->a, ours, 12, 600) == 3); // a quarter
  CHECK(take_for(p, &p->b, theirs, 12, 600) == 3);
  CHECK(strstr(p->a.said, "is away") != NULL);
  CHECK(p->a.says == 1 && p->b.says == 1); // however often it is tried
  redis_run(&server, "--loglevel", "warning");
  is_shared_again(p, ours, theirs, 6);
  // A token that was fetched meanwhile is there for others.
  CHECK(get_now(p, &g, &p->b, token_of(p, &p->b)) && is_value(&g, "t-1"));
  get_end(&g);
}

static void goes_on_where_it_is_killed_and_comes_back_empty(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  answer_now(&p->a, ours, 1);
  pair_pass(p, 100);
  redis_kill(&server);
  CHECK(hears(p, &p->a, "is away") && hears(p, &p->b, "is away"));
  // Two clients share it: six for each.
  CHECK(take_for(p, &p->a, ours, 12, 600) == 5);
  redis_run(&server, "--loglevel", "warning");
  // It is told of the slots that it has lost.
  is_shared_again(p, ours, theirs, 5);
}

// An ask that is under way when the server falls silent is answered all the
// same.
static void goes_on_where_it_stands_still(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  kill(server.process, SIGSTOP);
  uint64_t before_us = lark_now_us();
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  CHECK(lark_now_us() - before_us < 5000000);
  CHECK(take_for(p, &p->b, theirs, 1, PATIENCE_MS) == 1);
  CHECK(hears(p, &p->a, "does not answer"));
  kill(server.process, SIGCONT);
  is_shared_again(p, ours, theirs, 8);
}

// A server that takes a second for each reply is as good as none.
static void goes_on_where_it_is_slow(pair *p) {
  relay between;
  char url[sizeof server.url];
  pair_close(p);
  memcpy(url, server.url, sizeof url);
  relay_start(&between, &server);
  memcpy(server.url, between.url, sizeof server.url);
  pair_open(p, &kind);
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  *between.delay_ms = 1000;
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  CHECK(take_for(p, &p->b, theirs, 1, PATIENCE_MS) == 1);
  CHECK(hears(p, &p->a, "does not answer") && hears(p, &p->b, "is away"));
  pair_pass(p, 500); // it is tried again, and nothing is said
  CHECK(p->a.says == 1);
  *between.delay_ms = 0;
  is_shared_again(p, ours, theirs, 8);
  memcpy(server.url, url, sizeof url);
  relay_end(&between);
}

// One way to make a server refuse, and to make it serve again.
typedef struct refusal {
  const char *begin, *end;
  const char *why; // in what the log says
} refusal;

static void goes_on_where_it_refuses(pair *p, const refusal *how) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  get g = {0};
  settle(p, ours, theirs);
  CHECK(redis_tell(&server, how->begin));
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  CHECK(take_for(p, &p->b, theirs, 1, PATIENCE_MS) == 1);
  CHECK(get_now(p, &g, &p->a, token_of(p, &p->a)) && g.ask.must_fetch);
  p->a.methods->fail(p->a.session, token_of(p, &p->a), NULL, lark_now_us());
  get_end(&g);
  CHECK(hears(p, &p->a, how->why) && hears(p, &p->b, "is away"));
  pair_pass(p, 500); // it is tried again, and nothing is said
  CHECK(p->a.says == 1);
  CHECK(redis_tell(&server, how->end));
  is_shared_again(p, ours, theirs, 8);
}

static void goes_on_where_memory_is_full(pair *p) {
  const refusal full = {"CONFIG SET maxmemory 1\r\n",
                        "CONFIG SET maxmemory 0\r\n", "OOM"};
  goes_on_where_it_refuses(p, &full);
}

static void goes_on_where_it_may_not_write(pair *p) {
  const refusal replica = {"REPLICAOF 127.0.0.1 1\r\n", "REPLICAOF NO ONE\r\n",
                           "READONLY"};
  goes_on_where_it_refuses(p, &replica);
}

static void goes_on_where_writes_are_paused(pair *p) {
  const refusal pause = {"CLIENT PAUSE 600000 WRITE\r\n", "CLIENT UNPAUSE\r\n",
                         "does not answer"};
  goes_on_where_it_refuses(p, &pause);
}

static void goes_on_where_the_user_may_not_run_scripts(pair *p) {
  const refusal rights = {"ACL SETUSER default -evalsha\r\n",
                          "ACL SETUSER default +evalsha\r\n", "NOPERM"};
  goes_on_where_it_refuses(p, &rights);
}

static void goes_on_where_the_password_is_wrong(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  CHECK(redis_tell(&server, "CONFIG SET requirepass geheim\r\n"));
  char reply[256];
  redis_say(&server, "AUTH geheim\r\nCLIENT KILL TYPE normal SKIPME yes\r\n",
            reply, sizeof reply);
  CHECK(hears(p, &p->a, "is away"));
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  redis_say(&server, "AUTH geheim\r\nCONFIG SET requirepass \"\"\r\n", reply,
            sizeof reply);
  is_shared_again(p, ours, theirs, 9);
}

// The server closes a client whose replies do not fit into its buffer.
static void opens_anew_where_it_is_thrown_out(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  CHECK(redis_tell(&server, "CLIENT KILL TYPE normal SKIPME yes\r\n"));
  is_shared_again(p, ours, theirs, 10);
}

// Makes it a minute since the server was last asked.
static void age(const seat *s) {
  lark_redis_session *session = (lark_redis_session *)(void *)s->session;
  session->link.progress_us -= 60000000;
}

// One client asks before it has heard, the other hears of it from its loop.
static void opens_anew_in_silence_where_it_was_idle(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  pair_pass(p, 100);
  age(&p->a);
  age(&p->b);
  CHECK(redis_tell(&server, "CLIENT KILL TYPE normal SKIPME yes\r\n"));
  CHECK(take_for(p, &p->b, theirs, 1, PATIENCE_MS) == 1);
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  CHECK(p->a.says == 0 && p->b.says == 0);
  uint32_t taken = take_for(p, &p->a, ours, 8, 400);
  taken += take_for(p, &p->b, theirs, 8, 400);
  CHECK(taken == 8); // of one limit
}

static void tells_again_what_the_server_has_lost(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  CHECK(take_for(p, &p->a, ours, 6, 5000) == 6);
  answer_now(&p->a, ours, 4);
  pair_pass(p, 100);
  CHECK(redis_tell(&server, "FLUSHALL\r\n"));
  // The one that asks hears first that it is not known; the other may be given
  // what is left before ours has told.
  CHECK(take_for(p, &p->a, ours, 6, 500) <= 6);
  uint32_t theirs_taken = take_for(p, &p->b, theirs, 12, 500);
  CHECK(theirs_taken <= 6);
  CHECK(p->a.says == 0 && p->b.says == 0);
}

static void loads_scripts_again(pair *p) {
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  CHECK(take_for(p, &p->a, ours, 1, 5000) == 1);
  CHECK(redis_tell(&server, "SCRIPT FLUSH\r\n"));
  CHECK(take_for(p, &p->a, ours, 1, PATIENCE_MS) == 1);
  CHECK(hears(p, &p->a, "used again"));
}

static void keeps_no_secret_there_and_nothing_for_ever(pair *p) {
  static char all[65536];
  lark_allowance *ours = allowance_of(p, &p->a, "e", &twelve, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &twelve, 1);
  settle(p, ours, theirs);
  put_now(&p->a, token_of(p, &p->a), "t-very-secret", HOUR_US);
  pair_pass(p, 100);
  redis_say(&server,
            "EVAL \"local out = {} for _, k in ipairs(redis.call('KEYS', '*')) "
            "do out[#out + 1] = k .. redis.call('DUMP', k) end return "
            "table.concat(out)\" 0\r\n",
            all, sizeof all);
  CHECK(strlen(all) > 0);
  CHECK(memmem(all, sizeof all, "very-secret", 11) == NULL);
  CHECK(memmem(all, sizeof all, pair_owner, strlen(pair_owner)) == NULL);
  redis_say(&server,
            "EVAL \"for _, k in ipairs(redis.call('KEYS', '*')) do if "
            "redis.call('PTTL', k) < 0 then return 'for ever: ' .. k end end "
            "return 'all expire'\" 0\r\n",
            all, sizeof all);
  CHECK(strstr(all, "all expire") != NULL);
}

// Clients that die leave their slots: they count as answered.
static void frees_the_slots_of_a_client_that_leaves(pair *p) {
  const lark_rate rate = {4, 300};
  lark_allowance *ours = allowance_of(p, &p->a, "e", &rate, 1);
  lark_allowance *theirs = allowance_of(p, &p->b, "e", &rate, 1);
  CHECK(take_for(p, &p->a, ours, 4, 5000) == 4);
  seat_close(&p->a);
  CHECK(take_for(p, &p->b, theirs, 4, PATIENCE_MS) == 4);
  seat_open(&p->a, p->store);
}

int main(void) {
  static void (*const specs[])(pair *) = {
      goes_on_where_none_was_ever_there,
      goes_on_where_it_is_killed_and_comes_back_empty,
      goes_on_where_it_stands_still,
      goes_on_where_it_is_slow,
      goes_on_where_memory_is_full,
      goes_on_where_it_may_not_write,
      goes_on_where_writes_are_paused,
      goes_on_where_the_user_may_not_run_scripts,
      goes_on_where_the_password_is_wrong,
      opens_anew_where_it_is_thrown_out,
      opens_anew_in_silence_where_it_was_idle,
      tells_again_what_the_server_has_lost,
      loads_scripts_again,
      keeps_no_secret_there_and_nothing_for_ever,
      frees_the_slots_of_a_client_that_leaves,
  };
  lark_store *store = NULL;
  if (lark_store_open("unix:///nowhere", NULL, &store, NULL) != LARK_OK ||
      !redis_is_installed())
    return 77;
  lark_store_release(store);
  redis_start(&server);
  for (size_t i = 0; i < sizeof specs / sizeof specs[0]; i++) {
    int before = check_failed;
    pair p;
    pair_open(&p, &kind);
    specs[i](&p);
    pair_close(&p);
    if (check_failed > before)
      fprintf(stderr, "  in spec %zu: \"%s\", \"%s\"\n", i, p.a.said, p.b.said);
  }
  redis_end(&server);
  return check_failures();
}
