// SPDX-License-Identifier: MIT
#include "transfer.h"

#include <stdio.h>
#include <string.h>

#include "memory.h"
#include "shortage.h"
#include "transport.h"

// A pair of sockets, and what the system reads for a name.
enum { FILES_OF_A_LOOKUP = 5 };

// -------------------------------------------------------- libcurl calls these

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
  lark_transfer *transfer = user;
  lark_sink *sink = transfer->sink;
  size_t length = size * count;
  return sink->methods->take(sink, &transfer->reply, bytes, length) ? length
                                                                    : 0;
}

// Whether an answer over HTTP/2 has come before the request's body was sent.
static bool is_early(const lark_transfer *transfer) {
  const lark_text *text = lark_body_text(transfer->body);
  long version = 0;
  curl_off_t sent = 0;
  if (transfer->lane != LARK_LANE_SHARED || text == NULL) return false;
  curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
  return version == CURL_HTTP_VERSION_2_0 &&
         sent < (curl_off_t)text->length_bytes;
}

static size_t on_header(char *line, size_t size, size_t count, void *user) {
  lark_transfer *transfer = user;
  const lark_sink_methods *sink = transfer->sink->methods;
  lark_reply_header(&transfer->reply, line, size * count);
  if (sink->header != NULL) sink->header(transfer->sink, line, size * count);
  // Its last line, which is empty.
  if (size * count == 2 && is_early(transfer))
    transfer->early = *transfer->has_early = true;
  return size * count;
}

// Whether a kept connection is out of step: bytes wait on it that would be
// taken for the answer. Connections to be shared have frames on them at any
// time.
static bool is_spoiled(const lark_transfer *transfer, curl_socket_t fd) {
  long new_connections = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_NUM_CONNECTS, &new_connections);
  return new_connections == 0 && lark_delivery_is_spoiled(fd);
}

// Runs before each request that libcurl sends. When a kept connection turns out
// to be dead, libcurl sends once more by itself. That decision is flow's: it is
// an attempt like any other, which takes a slot of the rate limits.
static int on_request(void *user, char *remote_ip, char *local_ip,
                      int remote_port, int local_port) {
  (void)remote_ip, (void)local_ip, (void)remote_port;
  lark_transfer *transfer = user;
  // A proxy that asks for a password has passed nothing on.
  if (transfer->reply.sent && transfer->reply.http_status != 407)
    return CURL_PREREQFUNC_ABORT;
  if (transfer->lane == LARK_LANE_SINGLE) {
    lark_sockets *sockets = transfer->opener.sockets;
    // A wrong guess costs a repeat at most, before anything is sent. A server
    // that permits a body has read what came before.
    bool follows = !transfer->repeatable && !transfer->has_asked;
    curl_socket_t fd = follows ? lark_sockets_find(sockets, local_port)
                               : lark_sockets_guess(sockets, local_port);
    if (is_spoiled(transfer, fd)) return CURL_PREREQFUNC_ABORT;
    if (follows) lark_sockets_follow(sockets, fd, &transfer->delivery);
  }
  if (!transfer->reply.sent)
    curl_easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE,
                      &transfer->tunnel_bytes);
  transfer->reply.sent = transfer->reply.begun = true;
  return CURL_PREREQFUNC_OK;
}

// --------------------------------------------------------------------- set-up

// How long the addresses of a name serve new connections.
static const long NAMES_KEPT_S = 60;

// Sets an option, unless an earlier one failed.
#define SET(option, value)                                                     \
  (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))

static CURLcode set_transport(CURL *easy, const lark_settings *settings) {
  CURLcode code = lark_transport_set(easy, settings);
  SET(CURLOPT_PATH_AS_IS, 1L);
  // Lets libcurl decompress; the token's headers say what it asks for.
  SET(CURLOPT_ACCEPT_ENCODING, "");
  return code;
}

// libcurl parses a URL and prints it anew for each request, which costs more
// than all else here. The server stays the same: it is parsed once, and each
// request sets only its target. Behind a proxy for plain http the target is the
// whole URL, which libcurl knows best how to write.
static CURLcode set_server(CURL *easy, const lark_settings *settings,
                           lark_transfer *transfer) {
  if (!settings->https && !settings->loopback) return CURLE_OK;
  transfer->origin_bytes = settings->origin_bytes;
  transfer->server = curl_url();
  if (transfer->server == NULL ||
      curl_url_set(transfer->server, CURLUPART_URL, settings->base_url, 0) !=
          CURLUE_OK)
    return CURLE_OUT_OF_MEMORY;
  CURLcode code = CURLE_OK;
  SET(CURLOPT_URL, settings->base_url);
  SET(CURLOPT_CURLU, transfer->server);
  return code;
}

static CURLcode set_callbacks(CURL *easy, lark_transfer *transfer) {
  CURLcode code = CURLE_OK;
  SET(CURLOPT_PRIVATE, transfer);
  SET(CURLOPT_WRITEFUNCTION, on_body);
  SET(CURLOPT_WRITEDATA, transfer);
  SET(CURLOPT_HEADERFUNCTION, on_header);
  SET(CURLOPT_HEADERDATA, transfer);
  SET(CURLOPT_PREREQFUNCTION, on_request);
  SET(CURLOPT_PREREQDATA, transfer);
  SET(CURLOPT_ERRORBUFFER, transfer->reply.message);
  return code;
}

lark_transfer *lark_transfer_new(const lark_settings *settings,
                                 lark_sockets *sockets, bool *has_early) {
  lark_transfer *transfer = lark_alloc(&settings->allocator, sizeof *transfer);
  if (transfer == NULL) return NULL;
  transfer->allocator = settings->allocator;
  transfer->reply.settings = settings;
  transfer->opener.sockets = sockets;
  transfer->has_early = has_early;
  transfer->delivery.fd = -1;
  transfer->lane = LARK_LANE_COUNT; // neither
  lark_text_init(&transfer->reply.body, &settings->allocator);
  transfer->easy = curl_easy_init();
  if (transfer->easy != NULL &&
      set_transport(transfer->easy, settings) == CURLE_OK &&
      set_server(transfer->easy, settings, transfer) == CURLE_OK &&
      lark_sockets_serve(&transfer->opener, transfer->easy) == CURLE_OK &&
      set_callbacks(transfer->easy, transfer) == CURLE_OK)
    return transfer;
  lark_transfer_free(transfer);
  return NULL;
}

// Lets go of what belongs to the owner.
static void let_go(lark_transfer *transfer) {
  lark_body *body = transfer->body;
  if (body != NULL && body->methods->unload != NULL)
    body->methods->unload(body, transfer->easy);
  lark_token_release(transfer->token);
  transfer->token = NULL;
  transfer->body = NULL;
  transfer->owner = NULL;
}

void lark_transfer_free(lark_transfer *transfer) {
  if (transfer == NULL) return;
  lark_allocator allocator = transfer->allocator;
  let_go(transfer);
  curl_easy_cleanup(transfer->easy);
  curl_url_cleanup(transfer->server);
  lark_text_clear(&transfer->reply.body);
  lark_release(&allocator, transfer, sizeof *transfer);
}

// -------------------------------------------------------------------- requests

static CURLcode set_method(CURL *easy, const char *method,
                           const lark_body *body) {
  bool natural = strcmp(method, body->methods->natural_method) == 0;
  return curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, natural ? NULL : method);
}

// HTTP/1.1 tells more about what became of a request than HTTP/2 does, as far
// as libcurl passes it on: see delivery.h.
static CURLcode set_lane(lark_transfer *transfer, lark_lane_kind lane) {
  CURL *easy = transfer->easy;
  CURLcode code = CURLE_OK;
  if (transfer->lane == lane) return code;
  bool shared = lane == LARK_LANE_SHARED;
  SET(CURLOPT_HTTP_VERSION,
      shared ? (long)CURL_HTTP_VERSION_2TLS : (long)CURL_HTTP_VERSION_1_1);
  // A new call waits to share a connection that is being made.
  SET(CURLOPT_PIPEWAIT, shared ? 1L : 0L);
  if (code == CURLE_OK) transfer->lane = lane;
  return code;
}

static CURLcode set_fresh(lark_transfer *transfer, bool fresh) {
  CURL *easy = transfer->easy;
  CURLcode code = CURLE_OK;
  if (transfer->is_fresh == fresh) return code;
  SET(CURLOPT_FRESH_CONNECT, fresh ? 1L : 0L);
  SET(CURLOPT_FORBID_REUSE, fresh ? 1L : 0L);
  if (code == CURLE_OK) transfer->is_fresh = fresh;
  return code;
}

lark_status lark_transfer_load(lark_transfer *transfer,
                               const lark_shipment *shipment, lark_token *token,
                               lark_lane_kind lane) {
  CURL *easy = transfer->easy;
  lark_body *body = shipment->body;
  lark_reply_reset(&transfer->reply);
  transfer->owner = shipment->owner;
  transfer->token = token;
  transfer->sink = shipment->sink;
  transfer->repeatable = shipment->repeatable;
  transfer->has_asked = shipment->asks;
  transfer->shortage = LARK_OK;
  transfer->early = false;
  transfer->tunnel_bytes = 0;
  transfer->opener.opened = false;
  transfer->opener.error = 0;
  transfer->delivery = (lark_delivery){.fd = -1};
  shipment->sink->methods->begin(shipment->sink);

  const struct curl_slist *headers = body->methods->load(body, easy, token);
  if (headers == NULL) return LARK_ENOMEM;
  if (shipment->plain) headers = lark_headers_plain(transfer->plain, headers);
  if (shipment->headers != NULL)
    headers = lark_headers_before(shipment->headers, headers);
  transfer->body = body;
  const lark_text *text = lark_body_text(body);
  if (shipment->asks)
    headers = lark_permit_ask(&transfer->permit, easy, text, headers,
                              &transfer->reply);
  if (headers == NULL) return LARK_ENOMEM;
  transfer->head_bytes =
      lark_head_bytes(shipment->method, shipment->url, headers, body);
  CURLcode code = set_method(easy, shipment->method, body);
  if (transfer->server != NULL)
    SET(CURLOPT_REQUEST_TARGET, shipment->url + transfer->origin_bytes);
  else
    SET(CURLOPT_URL, shipment->url);
  SET(CURLOPT_HTTPHEADER, headers);
  SET(CURLOPT_TIMEOUT_MS, (long)shipment->timeout_ms);
  SET(CURLOPT_DNS_CACHE_TIMEOUT, shipment->anew ? 0L : NAMES_KEPT_S);
  if (code == CURLE_OK) code = set_lane(transfer, lane);
  if (code == CURLE_OK) code = set_fresh(transfer, shipment->fresh);
  return code == CURLE_OK ? LARK_OK : LARK_ENOMEM;
}

// Whether libcurl counts the bytes of heads that it sends: 8.7 does not.
static bool counts_heads(void) {
  return curl_version_info(CURLVERSION_NOW)->version_num >> 8 != 0x0807;
}

// Whether the server may have got a request, or enough of it to act on it. A
// connection may turn out to be dead before.
static bool has_sent(const lark_transfer *transfer) {
  if (transfer->permit.text != NULL)
    return lark_permit_has_sent(&transfer->permit);
  long request = 0;
  curl_off_t body = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE, &request);
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &body);
  return request > transfer->tunnel_bytes || body > 0 || !counts_heads();
}

// Finds out, for a request without an answer, whether the server can have read
// it.
static void judge_delivery(lark_transfer *transfer) {
  lark_reply *reply = &transfer->reply;
  reply->stale =
      (reply->code == CURLE_ABORTED_BY_CALLBACK && !reply->unreadable) ||
      reply->asked_in_vain;
  // Some versions of libcurl close a socket later.
  lark_delivery_look(&transfer->delivery);
  if (reply->sent)
    reply->sent = has_sent(transfer) && !transfer->delivery.unread;
}

// libcurl calls a lack of descriptors by other names.
static bool lacks_files(const lark_transfer *transfer, CURLcode code) {
  int fd = transfer->opener.sockets->epoll_fd;
  if (transfer->reply.sent) return false;
  switch (code) {
  case CURLE_COULDNT_CONNECT:
    return lark_shortage(transfer->opener.error) == LARK_EFILES;
  case CURLE_COULDNT_RESOLVE_HOST:
  case CURLE_COULDNT_RESOLVE_PROXY:
    return lark_shortage_of_files(fd, FILES_OF_A_LOOKUP);
  case CURLE_SSL_CACERT_BADFILE: return lark_shortage_of_files(fd, 1);
  default: return transfer->shortage == LARK_EFILES;
  }
}

// libcurl reads one member of a gzip, where RFC 1952 allows several: of those
// it says that writing failed, although the sink took all.
static bool is_undecoded(const lark_reply *reply, CURLcode code) {
  bool taken = !reply->too_large && !reply->refused && !reply->out_of_memory;
  return code == CURLE_BAD_CONTENT_ENCODING ||
         (code == CURLE_WRITE_ERROR && taken);
}

// Notes why the body could not be read to its end.
static void note_trouble(lark_transfer *transfer) {
  lark_reply *reply = &transfer->reply;
  const char *why = lark_body_trouble(transfer->body);
  reply->unreadable = why != NULL;
  if (why != NULL) snprintf(reply->message, sizeof reply->message, "%s", why);
}

void lark_transfer_unload(lark_transfer *transfer, CURLcode code) {
  lark_reply *reply = &transfer->reply;
  reply->code = code;
  reply->out_of_files = lacks_files(transfer, code);
  reply->broken = code == CURLE_HTTP2_STREAM;
  reply->undecoded = is_undecoded(reply, code);
  reply->asked_in_vain = lark_permit_is_unknown(&transfer->permit);
  if (code == CURLE_ABORTED_BY_CALLBACK) note_trouble(transfer);
  if (code != CURLE_OK || reply->asked_in_vain) judge_delivery(transfer);
  lark_reply_settle(reply);
  lark_permit_end(&transfer->permit, transfer->easy);
  lark_sockets_unfollow(transfer->opener.sockets, &transfer->delivery);
  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE,
                    &reply->http_status);
  // A permission to send a body is no answer.
  if (reply->http_status < 200) reply->http_status = 0;
  if (code != CURLE_OK) {
    long proxy_error = CURLPX_OK;
    curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_CONNECTCODE,
                      &reply->connect_status);
    curl_easy_getinfo(transfer->easy, CURLINFO_PROXY_ERROR, &proxy_error);
    reply->proxy_error = (CURLproxycode)proxy_error;
  }
  let_go(transfer);
}

void lark_transfer_reset(lark_transfer *transfer) {
  lark_reply_reset(&transfer->reply);
  transfer->sink = NULL;
}

// ---------------------------------------------------------------- measurements

uint64_t lark_transfer_round_trip_us(const lark_transfer *transfer) {
  curl_off_t sent_us = 0;
  curl_off_t answered_us = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &sent_us);
  curl_easy_getinfo(transfer->easy, CURLINFO_STARTTRANSFER_TIME_T,
                    &answered_us);
  return answered_us > sent_us ? (uint64_t)(answered_us - sent_us) : 1;
}

uint64_t lark_transfer_connect_us(const lark_transfer *transfer) {
  curl_off_t found_us = 0;
  curl_off_t connected_us = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_NAMELOOKUP_TIME_T, &found_us);
  curl_easy_getinfo(transfer->easy, CURLINFO_CONNECT_TIME_T, &connected_us);
  return connected_us > found_us ? (uint64_t)(connected_us - found_us) : 0;
}

uint64_t lark_transfer_sent_bytes(const lark_transfer *transfer) {
  curl_off_t sent = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &sent);
  return (uint64_t)sent;
}

curl_off_t lark_transfer_moved_bytes(const lark_transfer *transfer) {
  curl_off_t up = 0;
  curl_off_t down = 0;
  long headers = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_UPLOAD_T, &up);
  curl_easy_getinfo(transfer->easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
  curl_easy_getinfo(transfer->easy, CURLINFO_HEADER_SIZE, &headers);
  return up + down + headers;
}

// The head and the body of the request, without a tunnel to the server.
static uint64_t request_bytes(const lark_transfer *transfer) {
  long request = 0;
  long version = 0;
  curl_easy_getinfo(transfer->easy, CURLINFO_REQUEST_SIZE, &request);
  curl_easy_getinfo(transfer->easy, CURLINFO_HTTP_VERSION, &version);
  if (transfer->reply.http_status == 0 && request <= transfer->tunnel_bytes)
    return lark_transfer_sent_bytes(transfer);
  lark_sent sent = {
      .request_bytes = (uint64_t)(request - transfer->tunnel_bytes),
      .body_bytes = lark_transfer_sent_bytes(transfer),
  };
  // libcurl counts the head's text, in which the version is shorter.
  size_t shorter = version == CURL_HTTP_VERSION_2_0
                       ? strlen("HTTP/1.1") - strlen("HTTP/2")
                       : 0;
  return lark_head_and_body(transfer->head_bytes - shorter, &sent);
}

lark_toll lark_transfer_toll(const lark_transfer *transfer) {
  curl_off_t total_us = 0;
  curl_off_t received = 0;
  long headers = 0;
  CURL *easy = transfer->easy;
  curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &total_us);
  curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
  curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &headers);
  return (lark_toll){
      .total_us = (uint64_t)total_us,
      .sent_bytes = request_bytes(transfer),
      .received_bytes = (uint64_t)received + (uint64_t)headers,
  };
}

lark_transfer *lark_transfer_of(CURL *easy) {
  char *private = NULL;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
  return (lark_transfer *)(void *)private;
}
