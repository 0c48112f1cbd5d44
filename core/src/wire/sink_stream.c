// SPDX-License-Identifier: MIT
#include <errno.h>
#include <unistd.h>

#include "sink.h"

static lark_sink_stream *of(lark_sink *sink) {
  return (lark_sink_stream *)(void *)sink;
}

static void begin(lark_sink *sink) {
  of(sink)->taken_bytes = 0;
}

// Whether the body is what was asked for, rather than an error.
static bool is_content(const lark_reply *reply) {
  return reply->http_status >= 200 && reply->http_status < 300 &&
         !reply->is_json;
}

// Hands bytes on. Before the first ones of a later attempt, the stream hears
// that the earlier ones are void.
static bool hand_on(lark_sink_stream *sink, const char *bytes,
                    size_t length_bytes) {
  bool again = sink->started && sink->taken_bytes == 0;
  if (again && !sink->stream(sink->user, NULL, 0)) return false;
  sink->started = true;
  sink->taken_bytes += length_bytes;
  return sink->stream(sink->user, bytes, length_bytes);
}

static bool take(lark_sink *sink, lark_reply *reply, const char *bytes,
                 size_t length_bytes) {
  lark_sink *envelope = &of(sink)->envelope.sink;
  if (!is_content(reply))
    return envelope->methods->take(envelope, reply, bytes, length_bytes);
  reply->refused = !hand_on(of(sink), bytes, length_bytes);
  return !reply->refused;
}

static lark_answer refused(const lark_sink_stream *sink,
                           lark_failure *failure) {
  if (sink->error != 0)
    lark_fail(failure, LARK_ELIMIT, "the answer could not be written: %s",
              strerror(sink->error));
  else
    lark_fail(failure, LARK_ELIMIT, "the program took no more of the answer");
  return (lark_answer){.ok = false, .reaction = LARK_FAIL};
}

static lark_answer read_stream(lark_sink *sink, lark_reply *reply,
                               const lark_endpoint *endpoint,
                               const lark_secrets *secrets, lark_result *result,
                               lark_failure *failure) {
  if (reply->refused && is_content(reply)) return refused(of(sink), failure);
  if (reply->code == CURLE_OK && is_content(reply))
    return (lark_answer){.ok = true, .reaction = LARK_FAIL};
  return lark_answer_read(reply, endpoint, secrets, result, failure);
}

static const lark_sink_methods methods = {
    .begin = begin, .take = take, .read = read_stream};

void lark_sink_stream_init(lark_sink_stream *sink, uint64_t max_error_bytes,
                           lark_stream *stream, void *user) {
  *sink = (lark_sink_stream){
      .sink = {&methods}, .stream = stream, .user = user, .fd = -1};
  lark_sink_envelope_init(&sink->envelope, max_error_bytes);
}

// --------------------------------------------------------------- a descriptor

// Takes back what an earlier attempt wrote.
static bool take_back(lark_sink_stream *sink) {
  if (sink->start >= 0 && ftruncate(sink->fd, sink->start) == 0 &&
      lseek(sink->fd, sink->start, SEEK_SET) == sink->start)
    return true;
  sink->error = ESPIPE;
  return false;
}

static bool write_all(void *user, const char *bytes, size_t length_bytes) {
  lark_sink_stream *sink = user;
  if (bytes == NULL) return take_back(sink);
  while (length_bytes > 0) {
    ssize_t written = write(sink->fd, bytes, length_bytes);
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      sink->error = errno;
      return false;
    }
    bytes += written;
    length_bytes -= (size_t)written;
  }
  return true;
}

void lark_sink_stream_to_fd(lark_sink_stream *sink, uint64_t max_error_bytes,
                            int fd) {
  lark_sink_stream_init(sink, max_error_bytes, write_all, sink);
  sink->fd = fd;
  sink->start = lseek(fd, 0, SEEK_CUR);
}
