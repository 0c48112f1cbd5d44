// SPDX-License-Identifier: MIT
#include "reply.h"

#include "memory.h"
#include "random.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void reply_init(struct reply *reply, uint64_t seed, uint64_t serial) {
  *reply = (struct reply){.http_status = 200,
                          .file_fd = -1,
                          .content_type = "application/json; charset=utf-8"};
  // The platform's log ids are a time and a random part. The time stands
  // still here, so that a seed gives the same answers on any day.
  snprintf(reply->log_id, sizeof reply->log_id,
           "20240828000000%08" PRIX32 "%010" PRIX64, (uint32_t)random_mix(seed),
           serial);
}

void reply_clear(struct reply *reply) {
  free(reply->body);
  *reply = (struct reply){0};
}

char *reply_take_body(struct reply *reply) {
  char *body = reply->body;
  reply->body = NULL;
  return body;
}

void reply_header(struct reply *reply, const char *name, const char *value) {
  size_t i = reply->header_count++;
  reply->headers[i].name = name;
  snprintf(reply->headers[i].value, sizeof reply->headers[i].value, "%s",
           value);
}

void reply_header_number(struct reply *reply, const char *name,
                         uint64_t number) {
  char value[24];
  snprintf(value, sizeof value, "%" PRIu64, number);
  reply_header(reply, name, value);
}

void reply_bytes(struct reply *reply, char *body, size_t size) {
  free(reply->body);
  reply->body = body;
  reply->body_size = size;
}

void reply_file(struct reply *reply, int fd, uint64_t offset, uint64_t size) {
  reply->file_fd = fd;
  reply->file_offset = offset;
  reply->file_size = size;
}

void reply_load_file(struct reply *reply) {
  if (reply->file_fd < 0) return;
  size_t size = (size_t)reply->file_size;
  char *body = memory_new(size + 1, 1);
  size_t read = 0;
  for (ssize_t got = 1; got > 0 && read < size; read += (size_t)got) {
    got = pread(reply->file_fd, body + read, size - read,
                (off_t)(reply->file_offset + read));
    if (got < 0) got = 0;
  }
  reply->file_fd = -1;
  reply_bytes(reply, body, size);
}

static void set_body(struct reply *reply, char *body) {
  reply_bytes(reply, body, strlen(body));
}

void reply_json(struct reply *reply, json_t *root) {
  // 15 digits show 1280.55 as such, rather than as the nearest binary fraction.
  size_t flags = JSON_COMPACT | JSON_REAL_PRECISION(15);
  set_body(reply, memory_need(json_dumps(memory_need(root), flags)));
  json_decref(root);
}

void reply_data(struct reply *reply, const char *msg, json_t *data) {
  reply_json(reply, json_pack("{s:i, s:s, s:o}", "code", 0, "msg", msg, "data",
                              memory_need(data)));
}

static json_t *error_object(const struct reply *reply, long code) {
  char url[160];
  snprintf(url, sizeof url,
           "https://open.feishu.cn/search?from=openapi&log_id=%s&code=%ld",
           reply->log_id, code);
  return memory_need(
      json_pack("{s:s, s:s}", "log_id", reply->log_id, "troubleshooter", url));
}

void reply_error(struct reply *reply, unsigned http_status, long code,
                 const char *msg, json_t *more) {
  json_t *error = error_object(reply, code);
  if (more != NULL) json_object_update(error, more);
  json_decref(more);
  reply->http_status = http_status;
  reply->code = code;
  reply_json(reply, json_pack("{s:I, s:s, s:o}", "code", (json_int_t)code,
                              "msg", msg, "error", error));
}

static void answer_problem(struct reply *reply, enum problem_id id,
                           json_t *more) {
  const struct problem *problem = problem_get(id);
  reply_error(reply, problem->http_status, problem->code, problem->msg, more);
}

void reply_problem(struct reply *reply, enum problem_id id) {
  answer_problem(reply, id, NULL);
}

void reply_violations(struct reply *reply, json_t *violations) {
  answer_problem(reply, PROBLEM_PARAMETER,
                 json_pack("{s:o}", "field_violations", violations));
}

json_t *reply_missing_scope(const char *scope) {
  return memory_need(json_pack("{s:[{s:s, s:s}]}", "permission_violations",
                               "type", "action_scope_required", "subject",
                               scope));
}

void reply_custom_only(struct reply *reply, const char *scope) {
  answer_problem(reply, PROBLEM_CUSTOM_ONLY, reply_missing_scope(scope));
}
