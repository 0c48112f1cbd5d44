// SPDX-License-Identifier: MIT
#include "transfer.h"

#include <string.h>

#include "memory.h"

// -------------------------------------------------------- libcurl calls these

static bool is_metered(const lark_transfer *transfer, uint64_t bytes) {
  return transfer->meter == NULL ||
         transfer->meter(transfer->meter_user, bytes);
}

static size_t on_body(char *bytes, size_t size, size_t count, void *user) {
  lark_transfer *transfer = user;
  lark_reply *reply = &transfer->reply;
  size_t length = size * count;
  reply->too_large =
      length > transfer->max_body_bytes - reply->body.length_bytes;
  if (reply->too_large) return 0;
  reply->refused = !is_metered(transfer, reply->body.length_bytes + length);
  if (reply->refused) return 0;
  lark_text_add(&reply->body, bytes, length);
  reply->out_of_memory = reply->body.failed;
  return reply->out_of_memory ? 0 : length;
}

static size_t on_header(char *line, size_t size, size_t count, void *user) {
  lark_transfer *transfer = user;
  lark_reply_header(&transfer->reply, line, size * count);
  return size * count;
}

// Called before each request that libcurl sends. When a kept connection turns
// out to be dead, libcurl sends once more by itself. That is for us to decide:
// it is an attempt like any other, which takes a slot of the rate limits.
static int on_request(void *user, char *remote_ip, char *local_ip,
                      int remote_port, int local_port) {
  (void)remote_ip, (void)local_ip, (void)remote_port, (void)local_port;
  lark_transfer *transfer = user;
  if (transfer->reply.sent) return CURL_PREREQFUNC_ABORT;
  transfer->reply.sent = true;
  return CURL_PREREQFUNC_OK;
}

// --------------------------------------------------------------------- set-up

// Sets an option, unless an earlier one failed.
#define SET(option, value)                                                     \
  (code = code != CURLE_OK ? code : curl_easy_setopt(easy, option, value))

static CURLcode set_transport(CURL *easy, const lark_settings *settings) {
  CURLcode code = CURLE_OK;
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
  SET(CURLOPT_FOLLOWLOCATION, 0L);
  SET(CURLOPT_PATH_AS_IS, 1L);
  SET(CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
  // Over HTTP/2 a new call waits to share a connection that is being made.
  SET(CURLOPT_PIPEWAIT, settings->https ? 1L : 0L);
  // What may come back; what is asked for stands in the token's headers.
  SET(CURLOPT_ACCEPT_ENCODING, "");
  SET(CURLOPT_TCP_KEEPALIVE, 1L);
  // A stuck name lookup is left to its thread rather than waited for.
  SET(CURLOPT_QUICK_EXIT, 1L);
  // A proxy's own headers are no part of the answer.
  SET(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  SET(CURLOPT_SSLVERSION, settings->tls_min);
  if (settings->ca_file != NULL) SET(CURLOPT_CAINFO, settings->ca_file);
  if (settings->loopback) {
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NOPROXY, "*"); // else it asks the environment for each request
  } else {
    if (settings->proxy != NULL) SET(CURLOPT_PROXY, settings->proxy);
    // What a proxy gets to see; for the server it is one of the token's
    // headers.
    SET(CURLOPT_USERAGENT, settings->user_agent);
  }
  return code;
}

// libcurl takes a URL apart and prints it anew for each request, which costs
// more than all else here. The server stays the same, so it is told once, taken
// apart, and each request only its target. Where a proxy may stand before plain
// http, the target is the whole URL, which libcurl knows best.
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

static CURLcode set_timeouts(CURL *easy, const lark_settings *settings) {
  CURLcode code = CURLE_OK;
  SET(CURLOPT_CONNECTTIMEOUT_MS, (long)settings->connect_timeout_ms);
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
                                 lark_sockets *sockets) {
  lark_transfer *transfer = lark_alloc(&settings->allocator, sizeof *transfer);
  if (transfer == NULL) return NULL;
  transfer->allocator = settings->allocator;
  transfer->max_body_bytes = settings->max_response_bytes;
  lark_text_init(&transfer->reply.body, &settings->allocator);
  transfer->easy = curl_easy_init();
  if (transfer->easy != NULL &&
      set_transport(transfer->easy, settings) == CURLE_OK &&
      set_server(transfer->easy, settings, transfer) == CURLE_OK &&
      set_timeouts(transfer->easy, settings) == CURLE_OK &&
      lark_sockets_serve(sockets, transfer->easy) == CURLE_OK &&
      set_callbacks(transfer->easy, transfer) == CURLE_OK)
    return transfer;
  lark_transfer_free(transfer);
  return NULL;
}

void lark_transfer_free(lark_transfer *transfer) {
  if (transfer == NULL) return;
  lark_allocator allocator = transfer->allocator;
  curl_easy_cleanup(transfer->easy);
  curl_url_cleanup(transfer->server);
  lark_token_release(transfer->token);
  lark_text_clear(&transfer->reply.body);
  lark_release(&allocator, transfer, sizeof *transfer);
}

// -------------------------------------------------------------------- requests

static CURLcode set_method(CURL *easy, const lark_shipment *shipment) {
  CURLcode code = CURLE_OK;
  SET(CURLOPT_CUSTOMREQUEST, (char *)NULL);
  if (shipment->body != NULL) {
    // The size first: libcurl would take the bytes for a string otherwise.
    SET(CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)shipment->body_bytes);
    SET(CURLOPT_POSTFIELDS, shipment->body);
  } else {
    SET(CURLOPT_POSTFIELDS, (char *)NULL);
    SET(CURLOPT_HTTPGET, 1L);
  }
  const char *natural = shipment->body != NULL ? "POST" : "GET";
  if (strcmp(shipment->method, natural) != 0)
    SET(CURLOPT_CUSTOMREQUEST, shipment->method);
  return code;
}

lark_status lark_transfer_load(lark_transfer *transfer,
                               const lark_shipment *shipment,
                               lark_token *token) {
  CURL *easy = transfer->easy;
  lark_reply_reset(&transfer->reply);
  transfer->token = token;
  transfer->unwatched = false;
  transfer->meter = shipment->meter;
  transfer->meter_user = shipment->meter_user;
  is_metered(transfer, 0);
  struct curl_slist *headers =
      shipment->body != NULL ? token->json_headers : token->headers;

  CURLcode code = set_method(easy, shipment);
  if (transfer->server != NULL)
    SET(CURLOPT_REQUEST_TARGET, shipment->url + transfer->origin_bytes);
  else
    SET(CURLOPT_URL, shipment->url);
  SET(CURLOPT_HTTPHEADER, headers);
  SET(CURLOPT_TIMEOUT_MS, (long)shipment->timeout_ms);
  return code == CURLE_OK ? LARK_OK : LARK_ENOMEM;
}

void lark_transfer_unload(lark_transfer *transfer, CURLcode code) {
  lark_reply *reply = &transfer->reply;
  reply->code = code;
  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE,
                    &reply->http_status);
  lark_token_release(transfer->token);
  transfer->token = NULL;
  transfer->call = NULL;
}

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

// NULL for a handle of libcurl's own.
static lark_transfer *transfer_of(CURL *easy) {
  char *private = NULL;
  curl_easy_getinfo(easy, CURLINFO_PRIVATE, &private);
  return (lark_transfer *)(void *)private;
}

void lark_transfer_mark_unwatched(CURL *easy) {
  lark_transfer *transfer = transfer_of(easy);
  if (transfer != NULL) transfer->unwatched = true;
}

bool lark_transfer_has_sent(CURL *easy) {
  const lark_transfer *transfer = transfer_of(easy);
  return transfer != NULL && transfer->reply.sent;
}
