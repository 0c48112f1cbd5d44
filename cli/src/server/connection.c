// SPDX-License-Identifier: MIT
#include "connection.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "tls.h"

static const struct timeval CONNECTING = {2, 0};

lark_status connection_init(connection *c, const char *url,
                            struct timeval patience, lark_failure *failure) {
  static const lark_allocator usual = {NULL, NULL};
  *c = (connection){.patience = patience};
  lark_status status =
      lark_redis_address_read(&c->address, url, &usual, failure);
  if (status == LARK_OK)
    status = lark_redis_address_look_up(&c->address, failure);
  if (status == LARK_OK) status = lark_redis_tls_open(&c->address, failure);
  return status;
}

void connection_hang_up(connection *c) {
  if (c->context != NULL) redisFree(c->context);
  c->context = NULL;
}

void connection_clear(connection *c) {
  connection_hang_up(c);
  lark_redis_tls_close(&c->address);
  lark_redis_address_clear(&c->address);
}

const char *connection_fault(const connection *c) {
  const redisContext *context = c->context;
  if (context == NULL) return "out of memory";
  // hiredis says "Resource temporarily unavailable" of a reply that is late.
  bool late = context->err == REDIS_ERR_IO &&
              strcmp(context->errstr, strerror(EAGAIN)) == 0;
  return late ? "it does not answer" : context->errstr;
}

static bool fail(connection *c, const char *why) {
  snprintf(c->why, sizeof c->why, "%s", why);
  connection_hang_up(c);
  return false;
}

// Sends a command that opens the connection.
static bool greet(connection *c, int count, const char **words) {
  redisReply *reply = redisCommandArgv(c->context, count, words, NULL);
  if (reply == NULL) return fail(c, connection_fault(c));
  bool refused = reply->type == REDIS_REPLY_ERROR;
  if (refused) fail(c, reply->str);
  freeReplyObject(reply);
  return !refused;
}

bool connection_open(connection *c) {
  const lark_redis_address *at = &c->address;
  char database[16];
  void *session;
  if (c->context != NULL) return true;
  c->context = at->path != NULL
                   ? redisConnectUnixWithTimeout(at->path, CONNECTING)
                   : redisConnectWithTimeout(at->ip, at->port, CONNECTING);
  if (c->context == NULL || c->context->err != 0)
    return fail(c, connection_fault(c));
  redisSetTimeout(c->context, c->patience);
  if (!lark_redis_tls_start(at, c->context, &session))
    return fail(c,
                c->context->err != 0 ? connection_fault(c) : "out of memory");
  if (at->password != NULL) {
    const char *words[] = {"AUTH", at->user, at->password};
    const char *without[] = {"AUTH", at->password};
    if (!greet(c, at->user != NULL ? 3 : 2, at->user != NULL ? words : without))
      return false;
  }
  snprintf(database, sizeof database, "%d", at->database);
  return at->database == 0 || greet(c, 2, (const char *[]){"SELECT", database});
}
