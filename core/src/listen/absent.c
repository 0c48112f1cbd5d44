// SPDX-License-Identifier: MIT

// WebSockets in a build without libwslay or OpenSSL: there are none, and nobody
// gets as far as to ask for one.
#include "websocket.h"

bool lark_websocket_is_there(void) {
  return false;
}

lark_websocket *lark_websocket_new(lark_direct *direct,
                                   const lark_address *address,
                                   const char *user_agent, size_t max_bytes,
                                   lark_websocket_message *on_message,
                                   void *user) {
  (void)direct, (void)address, (void)user_agent, (void)max_bytes;
  (void)on_message, (void)user;
  return NULL;
}

void lark_websocket_free(lark_websocket *socket) {
  (void)socket;
}

lark_websocket_state lark_websocket_work(lark_websocket *socket) {
  (void)socket;
  return LARK_WEBSOCKET_BROKEN;
}

const lark_upgraded *lark_websocket_upgraded(const lark_websocket *socket) {
  static const lark_upgraded none;
  (void)socket;
  return &none;
}

lark_status lark_websocket_send(lark_websocket *socket, const lark_text *text) {
  (void)socket, (void)text;
  return LARK_OK;
}

size_t lark_websocket_waiting(const lark_websocket *socket) {
  (void)socket;
  return 0;
}

void lark_websocket_end(lark_websocket *socket) {
  (void)socket;
}

bool lark_websocket_is_sent(const lark_websocket *socket) {
  (void)socket;
  return true;
}

uint64_t lark_websocket_received(const lark_websocket *socket) {
  (void)socket;
  return 0;
}

void lark_websocket_explain(const lark_websocket *socket,
                            lark_failure *failure) {
  (void)socket;
  lark_fail(failure, LARK_ECONFIG, "%s", "");
}
