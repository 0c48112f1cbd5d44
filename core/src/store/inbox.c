// SPDX-License-Identifier: MIT
#include "inbox.h"

static lark_inbox *of(const lark_ask *ask) {
  return (lark_inbox *)(void *)ask->session;
}

void lark_inbox_add(lark_ask *ask, uint64_t now_us) {
  lark_inbox *inbox = of(ask);
  ask->at_us = now_us;
  lark_queue_add(&inbox->answered, &ask->link);
  inbox->host.wake(inbox->host.user);
}

lark_ask *lark_inbox_take(lark_inbox *inbox) {
  lark_link *first = inbox->answered.first;
  if (first != NULL) lark_queue_remove(first);
  return (lark_ask *)(void *)first;
}

bool lark_inbox_holds(const lark_ask *ask) {
  return ask->link.queue != NULL && ask->link.queue == &of(ask)->answered;
}
