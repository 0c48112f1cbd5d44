// SPDX-License-Identifier: MIT
#include "lane.h"

#include <errno.h>

#include "clock.h"
#include "shortage.h"
#include "transfer.h"
#include "transport.h"
#include "trouble.h"

enum { RECOVERY_US = 20000, FEW_CONNECTIONS = 2 };

// -------------------------------------------------------- libcurl calls these

// libcurl 7.88 gives up an address of a server without trying the next one at
// once, and sets no timer for it. So all handles are looked at again.
static void retry_address(lark_lane *lane) {
  lane->again_us = 0;
}

// A handle that is no transfer is libcurl's own. It has a descriptor of its
// own, besides the connections that it shuts down.
static void keep_own(lark_lane *lane, curl_socket_t fd) {
  if (lane->own_fd < 0 && lark_sockets_keep(lane->sockets, fd))
    lane->own_fd = fd;
}

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *user,
                     void *known) {
  (void)known;
  lark_lane *lane = user;
  lark_transfer *transfer = lark_transfer_of(easy);
  // Sockets that are left when the lane closes are taken out then.
  if (transfer == NULL && lane->multi == NULL) return 0;
  if (transfer == NULL && what != CURL_POLL_REMOVE) keep_own(lane, fd);
  if (what == CURL_POLL_REMOVE) {
    bool has_served = transfer != NULL && transfer->reply.sent;
    bool was_connecting = transfer != NULL && !transfer->reply.sent;
    if (lark_sockets_rest(lane->sockets, fd, has_served) && was_connecting)
      retry_address(lane);
    return 0;
  }
  if (lark_sockets_watch(lane->sockets, fd, what, lark_lane_tag(lane->kind)))
    return 0;
  // An error here would end the whole multi handle: only this transfer fails.
  lane->shortage = lark_shortage(errno);
  lane->unwatched = true;
  if (transfer != NULL) transfer->shortage = lane->shortage;
  return 0;
}

// libcurl calls this only when its timer changes: nothing else may forget it.
static int on_timer(CURLM *multi, long timeout_ms, void *user) {
  (void)multi;
  lark_lane *lane = user;
  lane->due_us = UINT64_MAX;
  if (timeout_ms >= 0)
    lane->due_us =
        timeout_ms > 0 ? lark_now_us() + (uint64_t)timeout_ms * 1000 : 0;
  return 0;
}

// ------------------------------------------------------------- open and close

lark_status lark_lane_open(lark_lane *lane, lark_lane_kind kind,
                           lark_sockets *sockets, uint32_t max_connections) {
  long connections = (long)max_connections;
  *lane = (lark_lane){.kind = kind,
                      .sockets = sockets,
                      .own_fd = -1,
                      .due_us = UINT64_MAX,
                      .again_us = UINT64_MAX};
  errno = 0;
  lane->multi = curl_multi_init();
  if (lane->multi == NULL) return lark_shortage(errno);
  curl_multi_setopt(lane->multi, CURLMOPT_SOCKETFUNCTION, on_socket);
  curl_multi_setopt(lane->multi, CURLMOPT_SOCKETDATA, lane);
  curl_multi_setopt(lane->multi, CURLMOPT_TIMERFUNCTION, on_timer);
  curl_multi_setopt(lane->multi, CURLMOPT_TIMERDATA, lane);
  lark_transport_hurry(lane->multi);
  // Kept for the next call, up to as many as can be in use.
  curl_multi_setopt(lane->multi, CURLMOPT_MAXCONNECTS, connections);
  curl_multi_setopt(lane->multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, connections);
  if (kind == LARK_LANE_SHARED) {
    // The server's limit of streams counts, not one of ours.
    curl_multi_setopt(lane->multi, CURLMOPT_MAX_CONCURRENT_STREAMS,
                      connections);
    lark_lane_widen(lane, FEW_CONNECTIONS);
  }
  return LARK_OK;
}

void lark_lane_widen(lark_lane *lane, uint32_t connections) {
  lane->connections = connections;
  curl_multi_setopt(lane->multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                    (long)connections);
}

void lark_lane_close(lark_lane *lane) {
  CURLM *multi = lane->multi;
  if (multi == NULL) return;
  lane->multi = NULL;
  lark_sockets_forget(lane->sockets, lane->own_fd);
  curl_multi_cleanup(multi);
}

// -------------------------------------------------------------------- traffic

// After a lack of memory halfway, libcurl has not looked at some handles, and
// has set no timer for them. So all are looked at soon (catch_up).
static void check_action(lark_lane *lane, CURLMcode code) {
  lark_status status = lark_trouble_of_multi(code);
  if (status == LARK_OK) return;
  lane->shortage = status;
  lane->again_us = lark_now_us() + RECOVERY_US;
}

void lark_lane_act(lark_lane *lane, curl_socket_t fd, int what) {
  int running = 0;
  check_action(lane, curl_multi_socket_action(lane->multi, fd, what, &running));
}

// Makes libcurl look at every handle. The function is deprecated for being
// slow, but nothing else leads back to the socket interface after a failure.
static void catch_up(lark_lane *lane) {
  int running = 0;
  lane->again_us = UINT64_MAX;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
  check_action(lane, curl_multi_socket_all(lane->multi, &running));
#pragma GCC diagnostic pop
}

uint64_t lark_lane_due_us(const lark_lane *lane) {
  return lane->again_us < lane->due_us ? lane->again_us : lane->due_us;
}

bool lark_lane_run_due(lark_lane *lane) {
  uint64_t now_us = lark_now_us();
  if (lane->again_us <= now_us) {
    catch_up(lane);
    return true;
  }
  if (lane->due_us > now_us) return false;
  lane->due_us = UINT64_MAX;
  lark_lane_act(lane, CURL_SOCKET_TIMEOUT, 0);
  return true;
}
