// SPDX-License-Identifier: MIT
#include "respond.h"

#include "gzip.h"
#include "memory.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { GZIP_MIN_BYTES = 1024, PIECE_BYTES = 65536 };

// A body and the spaces after it, made as they are sent.
struct padded {
  char *body;
  size_t size;
};

static ssize_t read_padded(void *padded_pointer, uint64_t position, char *out,
                           size_t room) {
  const struct padded *padded = padded_pointer;
  if (position >= padded->size) {
    memset(out, ' ', room);
    return (ssize_t)room;
  }
  size_t left = padded->size - (size_t)position;
  if (left > room) left = room;
  memcpy(out, padded->body + position, left);
  return (ssize_t)left;
}

static void free_padded(void *padded_pointer) {
  struct padded *padded = padded_pointer;
  free(padded->body);
  free(padded);
}

static struct MHD_Response *make_padded(struct reply *reply) {
  struct padded *padded = memory_new(1, sizeof *padded);
  padded->size = reply->body_size;
  padded->body = reply_take_body(reply);
  return memory_need(MHD_create_response_from_callback(
      padded->size + reply->padding_bytes, PIECE_BYTES, read_padded, padded,
      free_padded));
}

// A response with the reply's body in memory, compressed if it is large.
static struct MHD_Response *make_plain(const struct request *request,
                                       struct reply *reply) {
  size_t size = reply->body_size;
  char *body = reply_take_body(reply);
  const char *encoding = reply->content_encoding;
  bool large = size > GZIP_MIN_BYTES || reply->gzip_members;
  if (encoding == NULL && large && request_accepts_gzip(request)) {
    char *plain = body;
    body = reply->gzip_members ? gzip_in_members(plain, size, &size)
                               : gzip_compress(plain, size, &size);
    free(plain);
    encoding = "gzip";
  }
  struct MHD_Response *response = memory_need(
      MHD_create_response_from_buffer(size, body, MHD_RESPMEM_MUST_FREE));
  if (encoding != NULL) {
    MHD_add_response_header(response, "Content-Encoding", encoding);
  }
  if (large) MHD_add_response_header(response, "Vary", "Accept-Encoding");
  return response;
}

static struct MHD_Response *make_file(const struct reply *reply) {
  // libmicrohttpd closes it.
  int fd = fcntl(reply->file_fd, F_DUPFD_CLOEXEC, 0);
  return memory_need(MHD_create_response_from_fd_at_offset64(
      reply->file_size, fd, reply->file_offset));
}

static struct MHD_Response *make_response(const struct request *request,
                                          struct reply *reply) {
  if (reply->file_fd >= 0) return make_file(reply);
  if (reply->padding_bytes > 0) return make_padded(reply);
  return make_plain(request, reply);
}

enum MHD_Result respond(struct MHD_Connection *connection,
                        const struct request *request, struct reply *reply) {
  struct MHD_Response *response = make_response(request, reply);
  MHD_add_response_header(response, "Content-Type", reply->content_type);
  MHD_add_response_header(response, "X-Tt-Logid", reply->log_id);
  for (size_t i = 0; i < reply->header_count; i++) {
    MHD_add_response_header(response, reply->headers[i].name,
                            reply->headers[i].value);
  }
  enum MHD_Result result =
      MHD_queue_response(connection, reply->http_status, response);
  MHD_destroy_response(response);
  return result;
}
