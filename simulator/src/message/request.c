// SPDX-License-Identifier: MIT
#include "request.h"

#include "form.h"
#include "memory.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <unistd.h>

const char *const request_header_names[HEADER_COUNT] = {
    [HEADER_AUTHORIZATION] = "authorization",
    [HEADER_CONTENT_TYPE] = "content-type",
    [HEADER_ACCEPT_ENCODING] = "accept-encoding",
    [HEADER_USER_AGENT] = "user-agent",
    [HEADER_HOST] = "host",
    [HEADER_RANGE] = "range",
    [HEADER_IF_RANGE] = "if-range",
    [HEADER_UPGRADE] = "upgrade",
    [HEADER_WEBSOCKET_KEY] = "sec-websocket-key",
};

struct request *request_new(const char *raw_uri) {
  struct request *request = memory_new(1, sizeof *request);
  request->holders = 1;
  request->body_fd = -1;
  uri_init(&request->uri, raw_uri);
  return request;
}

struct request *request_hold(struct request *request) {
  request->holders++;
  return request;
}

void request_release(struct request *request) {
  if (request == NULL || --request->holders > 0) return;
  uri_clear(&request->uri);
  for (size_t i = 0; i < HEADER_COUNT; i++) {
    free(request->headers[i]);
  }
  free(request->method);
  request_close_form(request);
  free(request->body);
  free(request);
}

bool request_is_internal(const struct request *request) {
  return strncmp(request->uri.raw, "/_sim/", 6) == 0;
}

bool request_says_json(const struct request *request) {
  static const char wanted[] = "application/json";
  const char *type = request->headers[HEADER_CONTENT_TYPE];
  if (type == NULL) return false;
  size_t length = strcspn(type, "; \t");
  return length == strlen(wanted) && strncasecmp(type, wanted, length) == 0;
}

bool request_accepts_gzip(const struct request *request) {
  const char *accepted = request->headers[HEADER_ACCEPT_ENCODING];
  const char *gzip = accepted == NULL ? NULL : strcasestr(accepted, "gzip");
  if (gzip == NULL) return false;
  // "gzip;q=0" is how a client forbids it.
  const char *rest = gzip + strlen("gzip");
  size_t length = strcspn(rest, ",");
  double quality = 1;
  const char *q = memmem(rest, length, "q=", 2);
  if (q != NULL) quality = strtod(q + 2, NULL);
  return quality > 0;
}

// ---- Forms, which may be large: they go into a file without a name. ----

static void add_to_form(struct request *request, const char *bytes,
                        size_t size) {
  if (request->body_fd < 0) {
    FILE *file = memory_need(tmpfile());
    request->body_fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 0);
    fclose(file);
  }
  request->body_too_large =
      request->body_size + size > REQUEST_FORM_MAX_BYTES ||
      write(request->body_fd, bytes, size) != (ssize_t)size;
  if (!request->body_too_large) request->body_size += size;
}

void request_open_form(struct request *request) {
  if (request->body_fd < 0 || request->body_size == 0) return;
  void *mapped = mmap(NULL, request->body_size, PROT_READ, MAP_PRIVATE,
                      request->body_fd, 0);
  request->body = memory_need(mapped != MAP_FAILED ? mapped : NULL);
}

void request_close_form(struct request *request) {
  if (request->body_fd < 0) return;
  if (request->body != NULL) munmap(request->body, request->body_size);
  close(request->body_fd);
  request->body = NULL;
  request->body_size = 0;
  request->body_fd = -1;
}

void request_add_body(struct request *request, const char *bytes, size_t size) {
  if (request->body_too_large) return;
  if (form_is(request->headers[HEADER_CONTENT_TYPE])) {
    add_to_form(request, bytes, size);
    return;
  }
  size_t total = request->body_size + size;
  if (total > REQUEST_BODY_MAX_BYTES) {
    request->body_too_large = true;
    return;
  }
  request->body = memory_grow(request->body, total + 1, 1);
  memcpy(request->body + request->body_size, bytes, size);
  request->body[total] = '\0';
  request->body_size = total;
}

static json_t *segments_json(const struct uri *uri) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < uri->segment_count; i++) {
    json_array_append_new(list, text_json(uri->segments[i]));
  }
  return list;
}

static json_t *params_json(const struct uri *uri) {
  json_t *object = memory_need(json_object());
  for (size_t i = 0; i < uri->param_count; i++) {
    json_t *name = text_json(uri->params[i].name);
    const char *key = json_string_value(name);
    // The first of several values counts, as in the API.
    if (json_object_get(object, key) == NULL) {
      json_object_set_new(object, key, text_json(uri->params[i].value));
    }
    json_decref(name);
  }
  return object;
}

static json_t *headers_json(const struct request *request) {
  json_t *object = memory_need(json_object());
  for (size_t i = 0; i < HEADER_COUNT; i++) {
    const char *value = request->headers[i];
    if (value == NULL || i == HEADER_AUTHORIZATION || i == HEADER_HOST)
      continue;
    json_object_set_new(object, request_header_names[i],
                        text_json(text_of(value)));
  }
  return object;
}

json_t *request_json(const struct request *request) {
  const struct uri *uri = &request->uri;
  const char *body = request->body != NULL ? request->body : "";
  return memory_need(json_pack(
      "{s:s?, s:s?, s:i, s:I, s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
      "endpoint", request->endpoint, "fault", request->fault, "http_status",
      (int)request->http_status, "code", (json_int_t)request->code, "log_id",
      request->log_id, "method", text_json(text_of(request->method)), "path",
      text_json(uri->path), "query", text_json(uri->query), "segments",
      segments_json(uri), "params", params_json(uri), "headers",
      headers_json(request), "body",
      text_json((struct text){body, request->body_size})));
}
