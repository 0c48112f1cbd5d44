// SPDX-License-Identifier: MIT
#include "claims.h"

#include <lauxlib.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "block.h"
#include "connection.h"
#include "error.h"
#include "interruption.h"
#include "queue.h"
#include "traffic.h"
#include "words.h"

static const char claims_type[] = "lualark.claims";

// The platform sends an event again for over seven hours.
#define KEPT_S "86400"

// The server may be silent for so long.
enum { SILENT_S = 2 };

// Sent together.
enum { MOST_AT_ONCE = 100 };

typedef enum verdict { UNKNOWN, OTHERS, OWN } verdict;

typedef struct asking asking;

// A question. It is the thread's from when it is asked until it is told.
typedef struct ask {
  lark_link link; // first, so that a link is its ask
  asking *wait;   // of the script's thread alone; NULL: nobody waits any more
  verdict verdict;
  char why[256]; // where it is unknown
  char owner[64];
  char key[]; // of the event
} ask;

// A task that waits for an answer.
struct asking {
  lualark_wait_head wait;
  ask *ask; // NULL: it is gone
  bool interrupted;
};

typedef struct claims {
  lualark_native native;
  lualark_foreign foreign; // its descriptor rings when asks were told
  connection server;       // the thread's
  pthread_t thread;
  bool has_thread;
  pthread_mutex_t lock; // of what follows
  pthread_cond_t work;
  lark_queue asked, told;
  int fd; // of the connection; -1: none
  bool stops;
} claims;

// ------------------------------------------------------------------ the server

static void doubt(ask *a, const char *why) {
  a->verdict = UNKNOWN;
  lark_mend_end(a->why, sizeof a->why,
                snprintf(a->why, sizeof a->why, "%s", why));
}

static bool send_ask(redisContext *to, const ask *a) {
  const char *set[] = {"SET", a->key, a->owner, "NX", "EX", KEPT_S};
  const char *get[] = {"GET", a->key};
  return redisAppendCommandArgv(to, 6, set, NULL) == REDIS_OK &&
         redisAppendCommandArgv(to, 2, get, NULL) == REDIS_OK;
}

// The verdict of the two replies. The key may go between them, when it is a day
// old: then it counts as another's, as it was.
static void judge(ask *a, const redisReply *set, const redisReply *get) {
  const redisReply *refused = set->type == REDIS_REPLY_ERROR   ? set
                              : get->type == REDIS_REPLY_ERROR ? get
                                                               : NULL;
  if (set->type == REDIS_REPLY_STATUS)
    a->verdict = OWN;
  else if (refused != NULL)
    doubt(a, refused->str);
  else
    a->verdict = get->type == REDIS_REPLY_STRING &&
                         get->len == strlen(a->owner) &&
                         memcmp(get->str, a->owner, get->len) == 0
                     ? OWN
                     : OTHERS;
}

// False where the connection broke.
static bool read_verdict(redisContext *from, ask *a) {
  void *set = NULL;
  void *get = NULL;
  bool read = redisGetReply(from, &set) == REDIS_OK &&
              redisGetReply(from, &get) == REDIS_OK;
  if (read) judge(a, set, get);
  if (set != NULL) freeReplyObject(set);
  if (get != NULL) freeReplyObject(get);
  return read;
}

// close_claims() may cut it off. -1: nothing.
static bool publish(claims *c, int fd) {
  pthread_mutex_lock(&c->lock);
  c->fd = fd;
  bool goes_on = !c->stops;
  pthread_mutex_unlock(&c->lock);
  return goes_on;
}

static bool ask_server(claims *c, const lark_queue *batch) {
  redisContext *to = c->server.context;
  for (lark_link *link = batch->first; link != NULL; link = link->next) {
    if (!send_ask(to, (ask *)(void *)link)) return false;
  }
  for (lark_link *link = batch->first; link != NULL; link = link->next) {
    if (!read_verdict(to, (ask *)(void *)link)) return false;
  }
  return true;
}

// True where the server has answered all. Otherwise `why` has a text: answers
// that came before count.
static bool settle(claims *c, lark_queue *batch, char *why, size_t room) {
  connection *server = &c->server;
  const char *fault = NULL;
  if (!connection_open(server)) {
    fault = server->why;
  } else if (publish(c, server->context->fd)) {
    if (ask_server(c, batch)) return true;
    fault = connection_fault(server);
  } else {
    fault = words_of("the program ends");
  }
  snprintf(why, room, "%s: %s", server->address.label, fault);
  publish(c, -1);
  connection_hang_up(server);
  return false;
}

// ------------------------------------------------------------------ the thread

static void take_batch(claims *c, lark_queue *batch) {
  while (c->asked.first != NULL && batch->count < MOST_AT_ONCE)
    lark_queue_add(batch, lark_queue_take(&c->asked));
}

// Those that were asked meanwhile have waited as long: they hear the same.
static void tell(claims *c, lark_queue *batch, const char *why) {
  if (why != NULL) lark_queue_move(&c->asked, batch);
  for (lark_link *link = batch->first; link != NULL; link = link->next) {
    ask *a = (ask *)(void *)link;
    if (why != NULL && a->verdict == UNKNOWN && a->why[0] == '\0')
      doubt(a, why);
  }
  lark_queue_move(batch, &c->told);
  eventfd_write(c->foreign.fd, 1);
}

static void *serve(void *user) {
  claims *c = user;
  pthread_mutex_lock(&c->lock);
  while (!c->stops) {
    lark_queue batch = {0};
    char why[512];
    take_batch(c, &batch);
    if (batch.count == 0) {
      pthread_cond_wait(&c->work, &c->lock);
      continue;
    }
    pthread_mutex_unlock(&c->lock);
    bool settled = settle(c, &batch, why, sizeof why);
    pthread_mutex_lock(&c->lock);
    tell(c, &batch, settled ? NULL : why);
  }
  pthread_mutex_unlock(&c->lock);
  return NULL;
}

// Signals are for the thread that runs the script.
static bool start_thread(claims *c) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  c->has_thread = pthread_create(&c->thread, NULL, serve, c) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return c->has_thread;
}

// ----------------------------------------------------------------------- waits

static void free_ask(ask *a) {
  if (a->wait != NULL) a->wait->ask = NULL;
  free(a);
}

// The answer comes later, and is dropped then.
static void leave(lualark_wait_head *wait) {
  asking *its = (asking *)wait;
  if (its->ask != NULL) its->ask->wait = NULL;
  its->ask = NULL;
}

static void abandon(lualark_wait_head *wait) {
  leave(wait);
  lualark_wait_free(wait);
}

static void interrupt(lualark_wait_head *wait) {
  leave(wait);
  ((asking *)wait)->interrupted = true;
  lualark_wait_over(wait);
}

static void clear(lualark_wait_head *wait) {
  asking *its = (asking *)wait;
  if (its->ask != NULL) free_ask(its->ask);
}

static void describe(const lualark_wait_head *wait, char *text, size_t room) {
  (void)wait;
  snprintf(text, room, "asks whose an event is");
}

static const lualark_wait_kind kind = {
    .abandon = abandon,
    .clear = clear,
    .interrupt = interrupt,
    .describe = describe,
};

// Runs in the script's loop.
static void take_told(void *user) {
  claims *c = user;
  eventfd_t rung;
  eventfd_read(c->foreign.fd, &rung);
  lark_queue told = {0};
  pthread_mutex_lock(&c->lock);
  lark_queue_move(&c->told, &told);
  pthread_mutex_unlock(&c->lock);
  for (lark_link *link = lark_queue_take(&told); link != NULL;
       link = lark_queue_take(&told)) {
    ask *a = (ask *)(void *)link;
    c->foreign.waits--;
    if (a->wait != NULL)
      lualark_wait_over(&a->wait->wait);
    else
      free(a);
  }
}

static int push_verdict(lua_State *L, const asking *its) {
  const ask *a = its->ask;
  if (a == NULL || a->verdict == UNKNOWN) {
    lua_pushnil(L);
    lua_pushstring(L, a != NULL ? a->why : words_of("the program ends"));
    return 2;
  }
  lua_pushboolean(L, a->verdict == OWN);
  return 1;
}

static int asked_over(lua_State *L, int status, lua_KContext context) {
  (void)status;
  asking *its = (asking *)context;
  lualark_scheduler *s = its->wait.scheduler;
  lualark_block_check(L, &its->wait);
  bool interrupted = its->interrupted;
  int count = interrupted ? 0 : push_verdict(L, its);
  lualark_wait_free(&its->wait);
  return interrupted ? lualark_interruption_return(L, s, NULL) : count;
}

static ask *new_ask(const char *event, size_t bytes, const char *owner) {
  static const char prefix[] = "lark:event:";
  ask *a = calloc(1, sizeof *a + sizeof prefix + bytes);
  if (a == NULL) return NULL;
  snprintf(a->owner, sizeof a->owner, "%s", owner);
  memcpy(a->key, prefix, sizeof prefix - 1);
  memcpy(a->key + sizeof prefix - 1, event, bytes);
  return a;
}

// claims:ask(event_id, inbox_id)
static int claims_ask(lua_State *L) {
  claims *c = lualark_native_check_type(L, 1, claims_type);
  size_t bytes = 0;
  const char *event = luaL_checklstring(L, 2, &bytes);
  const char *owner = luaL_checkstring(L, 3);
  lualark_scheduler *s = lualark_scheduler_check(L);
  lualark_native_check(L, &c->native);
  if (s->interruption.begun) return lualark_interruption_return(L, s, NULL);
  asking *its = lualark_wait_new(L, s, &kind, sizeof *its);
  its->ask = new_ask(event, bytes, owner);
  if (its->ask == NULL) {
    lualark_wait_free(&its->wait);
    return luaL_error(L, "not enough memory");
  }
  its->ask->wait = its;
  c->foreign.waits++;
  pthread_mutex_lock(&c->lock);
  lark_queue_add(&c->asked, &its->ask->link);
  pthread_cond_signal(&c->work);
  pthread_mutex_unlock(&c->lock);
  return lualark_block_on(L, &its->wait, asked_over);
}

// ------------------------------------------------------------ opening, closing

// Cuts off what the thread waits for.
static void stop_thread(claims *c) {
  pthread_mutex_lock(&c->lock);
  c->stops = true;
  if (c->fd >= 0) shutdown(c->fd, SHUT_RDWR);
  pthread_cond_signal(&c->work);
  pthread_mutex_unlock(&c->lock);
  pthread_join(c->thread, NULL);
  c->has_thread = false;
}

static void free_asks(lark_queue *asks) {
  for (lark_link *link = lark_queue_take(asks); link != NULL;
       link = lark_queue_take(asks))
    free_ask((ask *)(void *)link);
}

static void release(lualark_native *native) {
  claims *c = (claims *)native;
  if (c->foreign.fd < 0) return;
  if (c->has_thread) stop_thread(c);
  free_asks(&c->asked);
  free_asks(&c->told);
  lualark_scheduler *s = (lualark_scheduler *)c->native.state;
  if (s->clients.foreign == &c->foreign) lualark_traffic_forget(s);
  close(c->foreign.fd);
  c->foreign.fd = -1;
  connection_clear(&c->server);
  pthread_cond_destroy(&c->work);
  pthread_mutex_destroy(&c->lock);
}

static void set_type(lua_State *L) {
  if (luaL_newmetatable(L, claims_type)) {
    lualark_native_set_finalizer(L);
    lua_createtable(L, 0, 1);
    lua_pushcfunction(L, claims_ask);
    lua_setfield(L, -2, "ask");
    lua_setfield(L, -2, "__index");
  }
  lua_setmetatable(L, -2);
}

static int refuse(lua_State *L, lark_status status, const char *msg) {
  lark_error error = {.status = status, .msg = msg};
  return lualark_error_return(L, &error);
}

int claims_open(lua_State *L) {
  lark_failure failure;
  const char *url = luaL_checkstring(L, 1);
  lualark_scheduler *s = lualark_scheduler_check(L);
  claims *c = lualark_native_push(L, &s->state, sizeof *c, release);
  c->fd = c->foreign.fd = -1;
  set_type(L);
  int fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (fd < 0) return refuse(L, LARK_EFILES, lark_strerror(LARK_EFILES));
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->work, NULL);
  c->foreign = (lualark_foreign){.fd = fd, .ready = take_told, .user = c};
  lark_status status = connection_init(
      &c->server, url, (struct timeval){.tv_sec = SILENT_S}, &failure);
  if (status != LARK_OK) return lualark_error_return(L, &failure.error);
  if (!lualark_traffic_watch(s, &c->foreign))
    return refuse(L, LARK_EFILES, lark_strerror(LARK_EFILES));
  if (!start_thread(c))
    return refuse(L, LARK_EFILES, words_of("no thread can be made"));
  return 1;
}
