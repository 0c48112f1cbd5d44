// SPDX-License-Identifier: MIT
#include "session.h"

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

bool lark_redis_session_heard(lark_redis_session *session, const void *reply) {
  const redisReply *heard = reply;
  if (heard == NULL || session->link.context == NULL) return false;
  lark_redis_link_replied(&session->link);
  if (heard->type != REDIS_REPLY_ERROR) return true;
  // NOSCRIPT, too: opening the connection loads the scripts again.
  lark_redis_link_fail(&session->link, heard->str, lark_now_us());
  return false;
}
