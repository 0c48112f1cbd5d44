// SPDX-License-Identifier: MIT
#include "spoil.h"

#include "gzip.h"
#include "memory.h"
#include "problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MIB = 1024 * 1024 };

// ---- Answers of a gateway, and errors of the platform. ----

static void internal_error(struct reply *reply, const int64_t *values) {
  (void)values;
  reply_error(reply, 500, 1002001, "system error", NULL);
}

static void html(struct reply *reply, const int64_t *values) {
  char *page = memory_format(
      "<html>\r\n<head><title>%d</title></head>\r\n<body>\r\n"
      "<center><h1>%d</h1></center>\r\n<hr><center>nginx</center>\r\n"
      "</body>\r\n</html>\r\n",
      (int)values[0], (int)values[0]);
  reply_bytes(reply, page, strlen(page));
  reply->http_status = (unsigned)values[0];
  reply->content_type = "text/html";
  reply->code = 0;
}

static void retry_after(struct reply *reply, const int64_t *values) {
  html(reply, &values[1]);
  reply_header_number(reply, "Retry-After", (uint64_t)values[0]);
}

static void rate_limit_bare(struct reply *reply, const int64_t *values) {
  const struct problem *problem = problem_get(PROBLEM_RATE_LIMITED);
  // A regular refusal has headers of its own.
  reply->header_count = 0;
  reply_error(reply, (unsigned)values[0], problem->code, problem->msg, NULL);
}

static void rate_limit(struct reply *reply, const int64_t *values) {
  rate_limit_bare(reply, &values[2]);
  reply_header_number(reply, "x-ogw-ratelimit-limit", (uint64_t)values[0]);
  reply_header_number(reply, "x-ogw-ratelimit-reset", (uint64_t)values[1]);
}

// The platform's messages for some codes.
static const char *message_of(long code) {
  static const struct {
    long code;
    const char *msg;
  } messages[] = {
      {2200, "Internal Error"},
      {5000, "internal error"},
      {55001, "server internal error"},
      {1002001, "system error"},
      {99991400, "request trigger frequency limit"},
      {99991401, "the client IP is not in the app's allow-list"},
      {99991403, "the monthly quota of API calls is used up"},
      {99991663, "Invalid access token for authorization."},
      {99991672, "Access denied. A scope is required."},
  };
  for (size_t i = 0; i < sizeof messages / sizeof *messages; i++) {
    if (messages[i].code == code) return messages[i].msg;
  }
  return "made up by a fault of the simulator";
}

static void code(struct reply *reply, const int64_t *values) {
  long number = (long)values[0];
  bool scope = number == 99991672 || number == 99991676 || number == 99991679;
  reply_error(reply, (unsigned)values[1], number, message_of(number),
              scope ? reply_missing_scope("hire:referral") : NULL);
}

// ---- Encodings and sizes. ----

static void gzip_lie(struct reply *reply, const int64_t *values) {
  (void)values;
  reply->content_encoding = "gzip";
}

static void deflate_lie(struct reply *reply, const int64_t *values) {
  (void)values;
  reply->content_encoding = "deflate";
}

static void gzip_cut(struct reply *reply, const int64_t *values) {
  (void)values;
  size_t size = 0;
  char *zipped = gzip_compress(reply->body, reply->body_size, &size);
  reply_bytes(reply, zipped, size / 2);
  reply->content_encoding = "gzip";
}

static void gzip_members(struct reply *reply, const int64_t *values) {
  (void)values;
  reply->gzip_members = true;
}

static void gzip_bomb(struct reply *reply, const int64_t *values) {
  size_t size = 0;
  char *zipped = gzip_zeros((size_t)values[0], &size);
  reply_bytes(reply, zipped, size);
  reply->content_encoding = "gzip";
}

static void huge_body(struct reply *reply, const int64_t *values) {
  reply->padding_bytes = (uint64_t)values[0] * MIB;
}

static void empty_body(struct reply *reply, const int64_t *values) {
  (void)values;
  reply_bytes(reply, memory_copy("", 0), 0);
}

// ---- Bytes that are not JSON. ----

static void json_cut(struct reply *reply, const int64_t *values) {
  (void)values;
  reply->body_size /= 2;
}

static void json_deep(struct reply *reply, const int64_t *values) {
  static const char before[] = "{\"code\":0,\"msg\":\"ok\",\"data\":{\"deep\":";
  size_t head = sizeof before - 1;
  size_t depth = (size_t)values[0];
  char *body = memory_new(head + 2 * depth + 2, 1);
  memcpy(body, before, head);
  memset(body + head, '[', depth);
  memset(body + head + depth, ']', depth);
  memcpy(body + head + 2 * depth, "}}", 2);
  reply_bytes(reply, body, head + 2 * depth + 2);
}

// Inserts bytes after the first `place` in the body, if there is one.
static void insert(struct reply *reply, const char *place, const char *bytes,
                   size_t size) {
  const char *found =
      memmem(reply->body, reply->body_size, place, strlen(place));
  if (found == NULL) return;
  size_t head = (size_t)(found - reply->body) + strlen(place);
  size_t total = reply->body_size + size;
  char *body = memory_new(total + 1, 1);
  memcpy(body, reply->body, head);
  memcpy(body + head, bytes, size);
  memcpy(body + head + size, reply->body + head, reply->body_size - head);
  reply_bytes(reply, body, total);
}

static void json_utf8(struct reply *reply, const int64_t *values) {
  static const char bad[] = "\"not_utf8\":\"\xc3\x28\xff\xfe\",";
  (void)values;
  insert(reply, "{", bad, sizeof bad - 1);
}

static void json_nul(struct reply *reply, const int64_t *values) {
  static const char bad[] = "\"raw_nul\":\"a\0b\",";
  (void)values;
  insert(reply, "{", bad, sizeof bad - 1);
}

// ---- JSON with wrong content. ----

// Writes the body anew, in compact form, with one member set or taken out
// (value NULL) in the envelope or in its `data`.
static void change(struct reply *reply, bool in_data, const char *name,
                   json_t *value) {
  json_t *root = json_loadb(reply->body, reply->body_size, 0, NULL);
  json_t *object = in_data ? json_object_get(root, "data") : root;
  if (value != NULL) {
    json_object_set_new(object, name, value);
  } else {
    json_object_del(object, name);
  }
  if (root != NULL) reply_json(reply, root);
}

static void code_missing(struct reply *reply, const int64_t *values) {
  (void)values;
  change(reply, false, "code", NULL);
}

static void code_text(struct reply *reply, const int64_t *values) {
  (void)values;
  char text[24];
  snprintf(text, sizeof text, "%ld", reply->code);
  change(reply, false, "code", json_string(text));
}

static void duplicate_keys(struct reply *reply, const int64_t *values) {
  // The last of duplicate members wins, so these come first.
  static const char first[] = "\"code\":99991663,\"msg\":\"not this one\","
                              "\"data\":{\"not\":\"this one\"},";
  (void)values;
  insert(reply, "{", first, sizeof first - 1);
}

static void huge_integers(struct reply *reply, const int64_t *values) {
  static const char integers[] = "\"above_int64\":9223372036854775808,"
                                 "\"below_int64\":-9223372036854775809,"
                                 "\"far_above\":123456789012345678901234567890";
  (void)values;
  // No JSON library holds these integers: they are inserted as text.
  change(reply, true, "huge", json_object());
  insert(reply, "\"huge\":{", integers, sizeof integers - 1);
}

static void data_null(struct reply *reply, const int64_t *values) {
  (void)values;
  change(reply, false, "data", json_null());
}

static void data_absent(struct reply *reply, const int64_t *values) {
  (void)values;
  change(reply, false, "data", NULL);
}

static void items_null(struct reply *reply, const int64_t *values) {
  (void)values;
  change(reply, true, "items", json_null());
}

// ---- Answers to token calls. ----

static void token_missing(struct reply *reply, const int64_t *values) {
  (void)values;
  change(reply, false, "app_access_token", NULL);
  change(reply, false, "tenant_access_token", NULL);
}

static void token_expire(struct reply *reply, const int64_t *values) {
  change(reply, false, "expire", json_integer(values[0]));
}

static void token_expire_text(struct reply *reply, const int64_t *values) {
  (void)values;
  change(reply, false, "expire", json_string("soon"));
}

static void (*const spoilers[FAULT_KIND_COUNT])(struct reply *reply,
                                                const int64_t *values) = {
    [FAULT_INTERNAL_ERROR] = internal_error,
    [FAULT_HTML] = html,
    [FAULT_RETRY_AFTER] = retry_after,
    [FAULT_RATE_LIMIT] = rate_limit,
    [FAULT_RATE_LIMIT_BARE] = rate_limit_bare,
    [FAULT_CODE] = code,
    [FAULT_GZIP_LIE] = gzip_lie,
    [FAULT_DEFLATE_LIE] = deflate_lie,
    [FAULT_GZIP_CUT] = gzip_cut,
    [FAULT_GZIP_MEMBERS] = gzip_members,
    [FAULT_GZIP_BOMB] = gzip_bomb,
    [FAULT_HUGE_BODY] = huge_body,
    [FAULT_EMPTY_BODY] = empty_body,
    [FAULT_JSON_CUT] = json_cut,
    [FAULT_JSON_DEEP] = json_deep,
    [FAULT_JSON_UTF8] = json_utf8,
    [FAULT_JSON_NUL] = json_nul,
    [FAULT_CODE_MISSING] = code_missing,
    [FAULT_CODE_TEXT] = code_text,
    [FAULT_DUPLICATE_KEYS] = duplicate_keys,
    [FAULT_HUGE_INTEGERS] = huge_integers,
    [FAULT_DATA_NULL] = data_null,
    [FAULT_DATA_ABSENT] = data_absent,
    [FAULT_ITEMS_NULL] = items_null,
    [FAULT_TOKEN_MISSING] = token_missing,
    [FAULT_TOKEN_EXPIRE] = token_expire,
    [FAULT_TOKEN_EXPIRE_TEXT] = token_expire_text,
};

void spoil(struct reply *reply, const struct fault_hit *hit) {
  if (hit->kind == NULL) return;
  enum fault_id id = fault_kind_id(hit->kind);
  if (spoilers[id] != NULL) spoilers[id](reply, hit->values);
}

bool spoils(const struct fault_hit *hit) {
  return hit->kind != NULL && hit->kind->stage != FAULT_IN_STATE;
}
