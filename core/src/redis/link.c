// SPDX-License-Identifier: MIT
#include "link.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "clock.h"
#include "tls.h"

// How long a server may be silent: one that is slower is not asked.
static const uint64_t OPENING_US = 900000, SILENT_US = 950000;

// A connection on which nothing went for so long is idle.
static const uint64_t IDLE_US = 10000000;

// How long to wait before the connection is opened again.
static const uint64_t FIRST_PAUSE_US = 100000, LONGEST_PAUSE_US = 2000000;

static lark_redis_link *of(const redisAsyncContext *context) {
  return context->data;
}

// -------------------------------------------------------------- hiredis's loop

static bool is_connected(const lark_redis_link *link) {
  return (link->context->c.flags & REDIS_CONNECTED) != 0;
}

// Reads or writes with SIGPIPE blocked: hiredis writes to a socket that the
// server may have closed (in a handshake of TLS also when it reads), and the
// signal would end the host.
static void quietly(void (*work)(redisAsyncContext *),
                    redisAsyncContext *context) {
  sigset_t pipe, before, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigpending(&pending);
  bool was_pending = sigismember(&pending, SIGPIPE) == 1;
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  work(context);
  if (!was_pending) {
    const struct timespec at_once = {0, 0};
    while (sigtimedwait(&pipe, NULL, &at_once) == SIGPIPE)
      ;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void write_quietly(redisAsyncContext *context) {
  quietly(redisAsyncHandleWrite, context);
}

static void read_quietly(lark_redis_link *link) {
  if (link->address->tls)
    quietly(redisAsyncHandleRead, link->context);
  else
    redisAsyncHandleRead(link->context);
}

// hiredis sees read and write events of the loop that the host has.
static void on_event(void *user, int fd, unsigned events) {
  lark_redis_link *link = user;
  (void)fd;
  if ((events & LARK_WATCH_WRITE) != 0 && link->context != NULL &&
      (link->wanted & LARK_WATCH_WRITE) != 0)
    write_quietly(link->context);
  if ((events & LARK_WATCH_READ) != 0 && link->context != NULL)
    read_quietly(link);
  // Commands that the replies gave rise to.
  lark_redis_link_flush(link);
}

static void watch(lark_redis_link *link) {
  if (link->fd < 0 || link->wanted == link->watched) return;
  const lark_store_host *host = link->host;
  // Where memory or descriptors lack, the server seems silent.
  if (host->watch(host->user, link->fd, link->wanted, on_event, link) ==
      LARK_OK)
    link->watched = link->wanted;
}

static void want(void *user, unsigned events) {
  lark_redis_link *link = user;
  link->wanted |= events;
}

static void add_read(void *user) {
  want(user, LARK_WATCH_READ);
}

static void add_write(void *user) {
  want(user, LARK_WATCH_WRITE);
}

static void del_read(void *user) {
  ((lark_redis_link *)user)->wanted &= ~(unsigned)LARK_WATCH_READ;
}

static void del_write(void *user) {
  ((lark_redis_link *)user)->wanted &= ~(unsigned)LARK_WATCH_WRITE;
}

static void cleanup(void *user) {
  lark_redis_link *link = user;
  if (link->fd >= 0 && link->watched != 0)
    link->host->unwatch(link->host->user, link->fd);
  link->fd = -1;
  link->wanted = link->watched = 0;
}

// Lets hiredis do what is left for a connection without us: it may free it
// later, when there is another.
static void let_go(redisAsyncContext *context) {
  context->data = NULL;
  context->ev.addRead = context->ev.delRead = NULL;
  context->ev.addWrite = context->ev.delWrite = NULL;
  context->ev.cleanup = NULL;
}

void lark_redis_link_flush(lark_redis_link *link) {
  if (link->context == NULL) return;
  // Before that the socket's own event says whether it is connected.
  if ((link->wanted & LARK_WATCH_WRITE) != 0 && is_connected(link))
    write_quietly(link->context);
  if (link->context != NULL) watch(link);
}

// ------------------------------------------------------------------ its end

static void say_why(lark_redis_link *link, const char *why) {
  size_t length = strcspn(why, "\r\n");
  snprintf(link->why, sizeof link->why, "%.*s", (int)length, why);
}

// Says what ended the connection of a context, which still has its session.
static void say_why_of(lark_redis_link *link, const redisAsyncContext *context,
                       const char *otherwise) {
  char refusal[160];
  bool has_text = context->err != 0 && context->errstr != NULL &&
                  context->errstr[0] != '\0';
  if (lark_redis_tls_refusal(link->tls_session, refusal, sizeof refusal))
    say_why(link, refusal);
  else
    say_why(link, has_text ? context->errstr : otherwise);
}

static bool is_idle(const lark_redis_link *link, uint64_t now_us) {
  return link->state == LARK_REDIS_READY && link->pending == 0 &&
         now_us >= link->progress_us + IDLE_US;
}

// Forgets the connection.
static void forget(lark_redis_link *link) {
  link->context = NULL;
  link->tls_session = NULL;
  link->pending = link->greetings = 0;
  link->state = LARK_REDIS_APART;
}

// Forgets the connection, and plans the next.
static void part(lark_redis_link *link, uint64_t now_us) {
  bool lapsed = link->looks || is_idle(link, now_us);
  forget(link);
  if (lapsed) {
    link->retry_us = now_us;
    link->events->lapsed(link->user, now_us);
    return;
  }
  uint32_t doublings = link->failures < 8 ? link->failures : 8;
  uint64_t pause_us = FIRST_PAUSE_US << doublings;
  if (pause_us > LONGEST_PAUSE_US) pause_us = LONGEST_PAUSE_US;
  // The clients of many processes do not come back all at once.
  pause_us = pause_us / 2 + lark_random_next(&link->random) % pause_us / 2;
  link->failures++;
  link->retry_us = now_us + pause_us;
  link->events->down(link->user, now_us);
}

static void give_up(lark_redis_link *link, const char *why, uint64_t now_us) {
  redisAsyncContext *context = link->context;
  say_why(link, why);
  if (context != NULL) {
    link->context = NULL;
    cleanup(link);
    let_go(context);
    redisAsyncFree(context);
  }
  part(link, now_us);
}

static void on_disconnect(const redisAsyncContext *context, int status) {
  lark_redis_link *link = of(context);
  if (link == NULL || link->context != context) return;
  (void)status;
  say_why_of(link, context, "the connection was closed");
  // hiredis frees the context next. 1.2 cleans up before, 0.14 after this.
  cleanup(link);
  let_go((redisAsyncContext *)context);
  part(link, lark_now_us());
}

void lark_redis_link_fail(lark_redis_link *link, const char *error,
                          uint64_t now_us) {
  give_up(link, error, now_us);
}

// ------------------------------------------------------------------- opening

static void greeted(redisAsyncContext *context, void *reply_of, void *user);

static bool greet(lark_redis_link *link, size_t number, int count,
                  const char **words, const size_t *lengths) {
  if (redisAsyncCommandArgv(link->context, greeted, (void *)(uintptr_t)number,
                            count, words, lengths) != REDIS_OK)
    return false;
  link->pending++;
  link->greetings++;
  return true;
}

// The replies of these numbers are digests of scripts.
enum { NO_SCRIPT = LARK_REDIS_SCRIPTS };

// Sends all that opens the connection at once.
static bool greet_all(lark_redis_link *link) {
  const lark_redis_address *at = link->address;
  bool sent = true;
  if (at->password != NULL && at->user != NULL)
    sent = greet(link, NO_SCRIPT, 3,
                 (const char *[]){"AUTH", at->user, at->password}, NULL);
  else if (at->password != NULL)
    sent =
        greet(link, NO_SCRIPT, 2, (const char *[]){"AUTH", at->password}, NULL);
  char database[16];
  snprintf(database, sizeof database, "%d", at->database);
  if (at->database != 0)
    sent = sent && greet(link, NO_SCRIPT, 2,
                         (const char *[]){"SELECT", database}, NULL);
  for (size_t i = 0; i < LARK_REDIS_SCRIPTS; i++) {
    size_t lengths[] = {6, 4, 0};
    const char *text =
        lark_redis_script_text((lark_redis_script)i, &lengths[2]);
    sent = sent &&
           greet(link, i, 3, (const char *[]){"SCRIPT", "LOAD", text}, lengths);
  }
  // A write: a replica, a full memory or a pause refuses it.
  return sent && greet(link, NO_SCRIPT, 5,
                       (const char *[]){"EVAL", lark_redis_script_probe, "1",
                                        "lark:probe", "1000"},
                       NULL);
}

static void greeted(redisAsyncContext *context, void *reply_of, void *user) {
  lark_redis_link *link = of(context);
  const redisReply *reply = reply_of;
  size_t number = (uintptr_t)user;
  if (link == NULL || reply == NULL || link->state != LARK_REDIS_OPENING)
    return;
  lark_redis_link_replied(link);
  link->greetings--;
  if (reply->type == REDIS_REPLY_ERROR) {
    lark_redis_link_fail(link, reply->str, lark_now_us());
    return;
  }
  if (number < LARK_REDIS_SCRIPTS)
    snprintf(link->digests[number], sizeof link->digests[number], "%s",
             reply->str != NULL ? reply->str : "");
  if (link->greetings > 0) return;
  link->state = LARK_REDIS_READY;
  link->events->up(link->user, lark_now_us());
}

static void on_connect(const redisAsyncContext *context, int status) {
  lark_redis_link *link = of(context);
  if (link == NULL || link->context != context) return;
  if (status == REDIS_OK) return;
  // hiredis frees it after this.
  say_why_of(link, context, "no connection");
  cleanup(link);
  let_go((redisAsyncContext *)context);
  part(link, lark_now_us());
}

static void open_link(lark_redis_link *link, uint64_t now_us) {
  const lark_redis_address *at = link->address;
  redisAsyncContext *context = at->path != NULL
                                   ? redisAsyncConnectUnix(at->path)
                                   : redisAsyncConnect(at->ip, at->port);
  link->state = LARK_REDIS_OPENING;
  link->progress_us = now_us;
  link->retry_us = UINT64_MAX;
  if (context == NULL || context->err != 0) {
    char why[128];
    snprintf(why, sizeof why, "%s",
             context != NULL && context->errstr != NULL ? context->errstr
                                                        : "out of memory");
    if (context != NULL) redisAsyncFree(context);
    give_up(link, why, now_us);
    return;
  }
  context->data = link;
  link->context = context;
  link->fd = context->c.fd;
  link->wanted = link->watched = 0;
  context->ev.data = link;
  context->ev.addRead = add_read;
  context->ev.delRead = del_read;
  context->ev.addWrite = add_write;
  context->ev.delWrite = del_write;
  context->ev.cleanup = cleanup;
  if (!lark_redis_tls_start(at, &context->c, &link->tls_session)) {
    give_up(link, context->c.err != 0 ? context->c.errstr : "out of memory",
            now_us);
    return;
  }
  redisAsyncSetConnectCallback(context, on_connect);
  redisAsyncSetDisconnectCallback(context, on_disconnect);
  if (!greet_all(link)) {
    give_up(link, "out of memory", now_us);
    return;
  }
  link->wanted |= LARK_WATCH_WRITE;
  watch(link);
  if (link->watched == 0) give_up(link, "no memory to watch it", now_us);
}

// ----------------------------------------------------------------- its course

void lark_redis_link_init(lark_redis_link *link,
                          const lark_redis_address *address,
                          const lark_store_host *host,
                          const lark_redis_events *events, void *user) {
  *link = (lark_redis_link){
      .address = address, .host = host, .events = events, .user = user};
  link->fd = -1;
  lark_random_seed(&link->random);
}

void lark_redis_link_close(lark_redis_link *link) {
  redisAsyncContext *context = link->context;
  if (context == NULL) return;
  if ((link->wanted & LARK_WATCH_WRITE) != 0 && link->state == LARK_REDIS_READY)
    write_quietly(context);
  if (link->context == NULL) return; // the write has ended it
  link->context = NULL;
  cleanup(link);
  let_go(context);
  redisAsyncFree(context);
}

// Until when the server may be silent.
static uint64_t patience_us(const lark_redis_link *link) {
  if (link->state == LARK_REDIS_OPENING) return link->progress_us + OPENING_US;
  if (link->pending == 0) return UINT64_MAX;
  return link->progress_us + SILENT_US;
}

uint64_t lark_redis_link_due_us(const lark_redis_link *link) {
  if (link->state == LARK_REDIS_APART) return link->retry_us;
  return patience_us(link);
}

void lark_redis_link_look(lark_redis_link *link, uint64_t now_us) {
  if (!is_idle(link, now_us)) return;
  link->looks = true;
  read_quietly(link);
  link->looks = false;
}

void lark_redis_link_tick(lark_redis_link *link, uint64_t now_us) {
  if (now_us < lark_redis_link_due_us(link)) return;
  if (link->state == LARK_REDIS_APART) {
    open_link(link, now_us);
    return;
  }
  // It may be this process that stood still: the replies are there then.
  uint64_t before_us = link->progress_us;
  if (is_connected(link)) read_quietly(link);
  if (link->context == NULL || link->progress_us > before_us) return;
  if (now_us >= patience_us(link)) give_up(link, "it does not answer", now_us);
}

bool lark_redis_link_send(lark_redis_link *link, lark_redis_script script,
                          const lark_redis_words *words, redisCallbackFn *fn,
                          void *user, uint64_t now_us) {
  if (link->state != LARK_REDIS_READY || words->failed) return false;
  const char *texts[LARK_REDIS_WORDS];
  size_t lengths[LARK_REDIS_WORDS];
  texts[0] = "EVALSHA";
  texts[1] = link->digests[script];
  lengths[0] = 7;
  lengths[1] = 40;
  for (size_t i = 0; i < words->count; i++) {
    texts[i + 2] = words->text.bytes + words->at[i];
    lengths[i + 2] = words->length[i];
  }
  if (redisAsyncCommandArgv(link->context, fn, user, (int)words->count + 2,
                            texts, lengths) != REDIS_OK)
    return false;
  if (link->pending++ == 0) link->progress_us = now_us;
  return true;
}

void lark_redis_link_replied(lark_redis_link *link) {
  if (link->pending > 0) link->pending--;
  link->progress_us = lark_now_us();
}
