// SPDX-License-Identifier: MIT
#include "reply.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

// A larger buffer is given back after its answer.
enum { LARGEST_KEPT_BYTES = 64 * 1024, LONGEST_WAIT_S = 3600 };
enum { LONGEST_RESET_S = 1000000 };

// Copies a header's value as it is, unless it is too long.
static void take_line(char *room, size_t room_bytes, const char *value,
                      size_t length) {
  if (length >= room_bytes) return;
  memcpy(room, value, length);
  room[length] = '\0';
}

// Copies the printable characters of a header's value, which may go into a log.
static void take_text(char *room, size_t room_bytes, const char *value,
                      size_t length) {
  size_t taken = 0;
  for (size_t i = 0; i < length && taken + 1 < room_bytes; i++) {
    if (value[i] > ' ' && value[i] < 0x7f) room[taken++] = value[i];
  }
  room[taken] = '\0';
}

// Reads a number, rounded up to a whole one. 0 where the value is none.
static uint32_t take_number(const char *value, size_t length) {
  char digits[16];
  take_text(digits, sizeof digits, value, length);
  char *end = NULL;
  unsigned long number = strtoul(digits, &end, 10);
  if (end == digits || digits[0] == '-') return 0;
  if (*end == '.' && number < LONGEST_WAIT_S) number++;
  return number > LONGEST_RESET_S ? LONGEST_RESET_S : (uint32_t)number;
}

static bool is(const char *line, size_t length, const char *name) {
  return strlen(name) == length && strncasecmp(line, name, length) == 0;
}

// "HTTP/1.1 200 OK", or "HTTP/2 200". It comes before the other lines.
static void take_status(lark_reply *reply, const char *line, size_t length) {
  const char *space = memchr(line, ' ', length);
  if (space == NULL || line + length - space < 4) return;
  reply->http_status = strtol(space + 1, NULL, 10);
  reply->is_json = reply->is_page = reply->has_type = false;
}

static void take_type(lark_reply *reply, const char *value, size_t length) {
  char type[64];
  take_text(type, sizeof type, value, length);
  type[strcspn(type, ";")] = '\0';
  size_t end = strlen(type);
  // "application/json", or "application/problem+json".
  reply->is_json = strcasecmp(type, "application/json") == 0 ||
                   (end > 5 && strcasecmp(type + end - 5, "+json") == 0);
  reply->is_page = strcasecmp(type, "text/html") == 0 ||
                   strcasecmp(type, "application/xhtml+xml") == 0;
  reply->has_type = end > 0;
}

// Seconds, or a date.
static void take_retry_after(lark_reply *reply, const char *value,
                             size_t length) {
  if (reply->reset_s > 0) return;
  reply->reset_s = take_number(value, length);
  if (reply->reset_s == 0)
    take_line(reply->retry_date, sizeof reply->retry_date, value, length);
}

void lark_reply_header(lark_reply *reply, const char *line, size_t length) {
  if (length > 5 && memcmp(line, "HTTP/", 5) == 0) {
    take_status(reply, line, length);
    return;
  }
  const char *colon = memchr(line, ':', length);
  if (colon == NULL) return;
  size_t name = (size_t)(colon - line);
  const char *value = colon + 1;
  size_t rest = length - name - 1;
  if (is(line, name, "x-tt-logid"))
    take_text(reply->log_id, sizeof reply->log_id, value, rest);
  else if (is(line, name, "x-request-id") && reply->log_id[0] == '\0')
    take_text(reply->log_id, sizeof reply->log_id, value, rest);
  else if (is(line, name, "x-ogw-ratelimit-limit"))
    reply->limit = take_number(value, rest);
  else if (is(line, name, "x-ogw-ratelimit-reset"))
    reply->reset_s = take_number(value, rest);
  else if (is(line, name, "retry-after"))
    take_retry_after(reply, value, rest);
  else if (is(line, name, "content-type"))
    take_type(reply, value, rest);
  else if (is(line, name, "location"))
    take_text(reply->location, sizeof reply->location, value, rest);
  else if (is(line, name, "date"))
    take_line(reply->date, sizeof reply->date, value, rest);
}

void lark_reply_settle(lark_reply *reply) {
  if (reply->reset_s > 0 || reply->retry_date[0] == '\0') return;
  time_t until = curl_getdate(reply->retry_date, NULL);
  int64_t now_s = lark_reply_date_s(reply);
  if (now_s == 0) now_s = (int64_t)time(NULL);
  if (until <= 0 || (int64_t)until <= now_s) return;
  int64_t left_s = (int64_t)until - now_s;
  reply->reset_s =
      left_s > LONGEST_RESET_S ? LONGEST_RESET_S : (uint32_t)left_s;
}

// Only a log needs it, so that it is parsed here rather than with each answer.
int64_t lark_reply_date_s(const lark_reply *reply) {
  if (reply->date[0] == '\0') return 0;
  time_t date = curl_getdate(reply->date, NULL);
  return date > 0 ? (int64_t)date : 0;
}

void lark_reply_mask(lark_reply *reply, const lark_secrets *secrets) {
  lark_mask(secrets, reply->log_id, strlen(reply->log_id));
  lark_mask(secrets, reply->location, strlen(reply->location));
}

void lark_reply_reset(lark_reply *reply) {
  lark_text body = reply->body;
  if (body.capacity_bytes > LARGEST_KEPT_BYTES) lark_text_clear(&body);
  body.length_bytes = 0;
  body.failed = false;
  reply->code = CURLE_OK;
  reply->sent = reply->stale = reply->too_large = reply->refused = false;
  reply->out_of_memory = reply->out_of_files = reply->is_json = false;
  reply->asked_in_vain = reply->broken = reply->begun = false;
  reply->unreadable = reply->undecoded = false;
  reply->http_status = 0;
  reply->log_id[0] = reply->location[0] = reply->message[0] = '\0';
  reply->date[0] = reply->retry_date[0] = '\0';
  reply->limit = reply->reset_s = 0;
  reply->odd.count = 0;
  reply->is_page = reply->has_type = false;
  reply->connect_status = 0;
  reply->proxy_error = CURLPX_OK;
  reply->body = body;
}
