// SPDX-License-Identifier: MIT
#include "direct.h"

#include "clock.h"
#include "shortage.h"
#include "transport.h"
#include "trouble.h"

// Lets libcurl work, and takes the end of its work in.
static void act(lark_direct *direct, curl_socket_t fd, int what) {
  int left = 0;
  curl_multi_socket_action(direct->multi, fd, what, &left);
  CURLMsg *message = curl_multi_info_read(direct->multi, &left);
  if (message == NULL || message->msg != CURLMSG_DONE) return;
  direct->code = message->data.result;
  direct->fd = CURL_SOCKET_BAD;
  if (direct->code == CURLE_OK)
    curl_easy_getinfo(direct->easy, CURLINFO_ACTIVESOCKET, &direct->fd);
  if (direct->code == CURLE_OK && direct->fd == CURL_SOCKET_BAD)
    direct->code = CURLE_COULDNT_CONNECT;
  direct->state =
      direct->code == CURLE_OK ? LARK_DIRECT_OPEN : LARK_DIRECT_FAILED;
  direct->on_ready(direct->user, lark_now_us());
}

// -------------------------------------------------------- the loop calls these

static void on_connecting(void *user, int fd, unsigned events) {
  lark_direct *direct = user;
  int what = 0;
  if ((events & LARK_WATCH_READ) != 0) what |= CURL_CSELECT_IN;
  if ((events & LARK_WATCH_WRITE) != 0) what |= CURL_CSELECT_OUT;
  act(direct, fd, what);
}

static void on_open(void *user, int fd, unsigned events) {
  (void)fd, (void)events;
  lark_direct *direct = user;
  direct->on_ready(direct->user, lark_now_us());
}

static void on_due(void *owner, uint64_t now_us) {
  (void)now_us;
  act(owner, CURL_SOCKET_TIMEOUT, 0);
}

static void on_again(void *owner, uint64_t now_us) {
  lark_direct *direct = owner;
  direct->on_ready(direct->user, now_us);
}

// --------------------------------------------------------- libcurl calls these

static int on_socket(CURL *easy, curl_socket_t fd, int what, void *user,
                     void *known) {
  (void)easy, (void)known;
  lark_direct *direct = user;
  unsigned events = 0;
  if ((what & CURL_POLL_IN) != 0) events |= LARK_WATCH_READ;
  if ((what & CURL_POLL_OUT) != 0) events |= LARK_WATCH_WRITE;
  if (what == CURL_POLL_REMOVE)
    lark_loop_unwatch(direct->loop, fd);
  else // where that fails, it looks like a server that does not answer
    (void)lark_loop_watch(direct->loop, fd, events, on_connecting, direct);
  return 0;
}

static int on_timer(CURLM *multi, long timeout_ms, void *user) {
  (void)multi;
  lark_direct *direct = user;
  // A timer that fires sets the next one later than itself.
  if (timeout_ms >= 0)
    lark_timer_set(direct->timers, &direct->due,
                   lark_now_us() + (uint64_t)timeout_ms * 1000 + 1);
  else
    lark_timer_stop(direct->timers, &direct->due);
  return 0;
}

// ------------------------------------------------------------- open and close

lark_status lark_direct_init(lark_direct *direct, const lark_settings *settings,
                             lark_loop *loop, lark_timers *timers) {
  *direct = (lark_direct){.settings = settings,
                          .loop = loop,
                          .timers = timers,
                          .opener = {.sockets = &loop->sockets},
                          .fd = CURL_SOCKET_BAD};
  direct->due = (lark_timer){.fire = on_due, .owner = direct};
  direct->again = (lark_timer){.fire = on_again, .owner = direct};
  return lark_timers_reserve(timers, 2);
}

// Sets an option, unless an earlier one failed.
#define SET(option, value)                                                     \
  (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))

static CURLcode set_up(lark_direct *direct, const char *url) {
  CURL *easy = direct->easy;
  CURLcode code = lark_transport_set(easy, direct->settings);
  SET(CURLOPT_URL, url);
  SET(CURLOPT_CONNECT_ONLY, 1L);
  SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
  // A proxy is to pass bytes on, also where there is no TLS.
  SET(CURLOPT_HTTPPROXYTUNNEL, 1L);
  SET(CURLOPT_ERRORBUFFER, direct->message);
  if (code == CURLE_OK) code = lark_sockets_serve(&direct->opener, easy);
  return code;
}

lark_status lark_direct_open(lark_direct *direct, const char *url) {
  direct->message[0] = '\0';
  direct->opener.error = 0;
  direct->code = CURLE_OK;
  direct->state = LARK_DIRECT_CONNECTING;
  direct->multi = curl_multi_init();
  direct->easy = curl_easy_init();
  if (direct->multi != NULL && direct->easy != NULL) {
    CURLM *multi = direct->multi;
    curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket);
    curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, direct);
    curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer);
    curl_multi_setopt(multi, CURLMOPT_TIMERDATA, direct);
    lark_transport_hurry(multi);
    if (set_up(direct, url) == CURLE_OK &&
        curl_multi_add_handle(multi, direct->easy) == CURLM_OK)
      return LARK_OK;
  }
  lark_direct_close(direct);
  return LARK_ENOMEM;
}

void lark_direct_close(lark_direct *direct) {
  if (direct->watched != 0) lark_loop_unwatch(direct->loop, direct->fd);
  direct->watched = 0;
  direct->fd = CURL_SOCKET_BAD;
  if (direct->multi != NULL && direct->easy != NULL)
    curl_multi_remove_handle(direct->multi, direct->easy);
  curl_easy_cleanup(direct->easy);
  if (direct->multi != NULL) curl_multi_cleanup(direct->multi);
  direct->easy = NULL;
  direct->multi = NULL;
  lark_timer_stop(direct->timers, &direct->due);
  lark_timer_stop(direct->timers, &direct->again);
  direct->state = LARK_DIRECT_CLOSED;
}

// -------------------------------------------------------------------- traffic

bool lark_direct_send(lark_direct *direct, const void *bytes, size_t length,
                      size_t *moved) {
  *moved = 0;
  CURLcode code = curl_easy_send(direct->easy, bytes, length, moved);
  if (code == CURLE_AGAIN) *moved = 0;
  return code == CURLE_OK || code == CURLE_AGAIN;
}

bool lark_direct_receive(lark_direct *direct, void *bytes, size_t room,
                         size_t *moved) {
  *moved = 0;
  CURLcode code = curl_easy_recv(direct->easy, bytes, room, moved);
  if (code == CURLE_AGAIN) *moved = 0;
  return code == CURLE_AGAIN || (code == CURLE_OK && *moved > 0);
}

lark_status lark_direct_watch(lark_direct *direct, bool writes) {
  unsigned wanted = LARK_WATCH_READ | (writes ? LARK_WATCH_WRITE : 0U);
  if (wanted == direct->watched) return LARK_OK;
  lark_status status =
      lark_loop_watch(direct->loop, direct->fd, wanted, on_open, direct);
  if (status == LARK_OK) direct->watched = wanted;
  return status;
}

void lark_direct_again(lark_direct *direct) {
  lark_timer_set(direct->timers, &direct->again, lark_now_us() + 1);
}

// Whether a proxy does not let connections to this server pass. Others of its
// refusals are about its own user, or of a server that is down.
static bool is_denied(const lark_reply *reply, const lark_failure *failure) {
  long status = reply->connect_status;
  return failure->error.status == LARK_ECONFIG && status >= 300 &&
         status != 401 && status != 407;
}

void lark_direct_explain(const lark_direct *direct, const char *host,
                         lark_failure *failure) {
  lark_reply reply = {.code = direct->code, .settings = direct->settings};
  memcpy(reply.message, direct->message, sizeof reply.message);
  reply.out_of_files = lark_shortage(direct->opener.error) == LARK_EFILES;
  if (direct->easy != NULL) {
    long proxy_error = CURLPX_OK;
    curl_easy_getinfo(direct->easy, CURLINFO_HTTP_CONNECTCODE,
                      &reply.connect_status);
    curl_easy_getinfo(direct->easy, CURLINFO_PROXY_ERROR, &proxy_error);
    reply.proxy_error = (CURLproxycode)proxy_error;
  }
  lark_trouble_explain(&reply, failure);
  // The calls' host may pass, while this one does not.
  if (is_denied(&reply, failure))
    lark_failure_hint(failure,
                      "Ask who runs the proxy in %s to allow %s, where the "
                      "long connection leads.",
                      direct->settings->proxy.source, host);
}
