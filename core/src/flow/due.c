// SPDX-License-Identifier: MIT
#include "due.h"

#include "admit.h"
#include "clock.h"
#include "connection.h"
#include "host.h"

uint64_t lark_due_us(const lark_client *client) {
  if (client->collectable || client->done.first != NULL ||
      lark_admit_has_more(client) || lark_host_is_woken(client) ||
      lark_connection_has_work(&client->listener))
    return 0;
  return lark_timers_due_us(&client->timers);
}

void lark_due_arm(lark_client *client) {
  lark_loop_arm(&client->pool.loop, lark_due_us(client));
}

int lark_timeout_ms(lark_client *client) {
  uint64_t due_us = lark_due_us(client);
  uint64_t curl_due_us = lark_loop_due_us(&client->pool.loop);
  return lark_ms_until(curl_due_us < due_us ? curl_due_us : due_us);
}

int lark_fd(lark_client *client) {
  int fd = lark_loop_fd(&client->pool.loop);
  lark_due_arm(client);
  return fd;
}

void lark_wakeup(lark_client *client) {
  lark_loop_wakeup(&client->pool.loop);
}
