// SPDX-License-Identifier: MIT
#include "session.h"

#include <stdio.h>

#include "clock.h"

lark_redis_mode lark_redis_session_mode(const lark_redis_session *session) {
  if (session->link.state == LARK_REDIS_READY) return LARK_REDIS_ASK;
  return session->decided ? LARK_REDIS_LOCAL : LARK_REDIS_WAIT;
}

void lark_redis_session_due(lark_redis_session *session, uint64_t due_us) {
  if (due_us >= session->alarm_us) return;
  session->alarm_us = due_us;
  session->host.alarm(session->host.user, due_us);
}

void lark_redis_session_back(lark_redis_session *session) {
  const lark_store_host *host = &session->host;
  if (session->away && host->say != NULL) {
    char text[256];
    snprintf(text, sizeof text, "%s is used again",
             session->link.address->label);
    host->say(host->user, LARK_OK, text);
  }
  session->away = session->refused = false;
}

bool lark_redis_session_heard(lark_redis_session *session, const void *reply) {
  const redisReply *heard = reply;
  if (heard == NULL || session->link.context == NULL) return false;
  lark_redis_link_replied(&session->link);
  if (heard->type != REDIS_REPLY_ERROR) {
    session->link.failures = 0;
    if (session->refused) lark_redis_session_back(session);
    return true;
  }
  session->refused = true;
  // NOSCRIPT, too: opening the connection loads the scripts again.
  lark_redis_link_fail(&session->link, heard->str, lark_now_us());
  return false;
}
