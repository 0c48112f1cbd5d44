// SPDX-License-Identifier: MIT

// Answers that go to a function or a descriptor as they come.
#include "attempts.h"
#include "check.h"

#include <fcntl.h>

static void streams_to_a_function(void) {
  lark_sink_stream sink;
  streamed_bytes = 0;
  lark_sink_stream_init(&sink, 1000, keep_stream, NULL);
  attempt("GET", "/raw", &lark_body_none, &sink.sink);
  CHECK(attempts.answer.ok && saw("GET /raw HTTP/1.1\r\n"));
  CHECK(lark_json_count(lark_result_data(attempts.result)) == 0);
}

static void reads_the_platforms_error_instead(void) {
  lark_sink_stream sink;
  streamed_bytes = 0;
  lark_sink_stream_init(&sink, 1000, keep_stream, NULL);
  attempt("GET", "/refuse", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.failure.error.code == 1254607);
  CHECK(streamed_bytes == 0);
}

static void starts_over_in_another_attempt(void) {
  lark_sink_stream sink;
  streamed_bytes = 0;
  restarts = 0;
  lark_sink_stream_init(&sink, 1000, keep_stream, NULL);
  attempt("GET", "/breaks", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.answer.reaction == LARK_REPEAT);
  CHECK(strcmp(streamed, "broken off") == 0);
  attempt("GET", "/raw", &lark_body_none, &sink.sink);
  CHECK(attempts.answer.ok && restarts == 1);
  CHECK(strncmp(streamed, "GET /raw", 8) == 0);
}

static void fails_where_it_cannot_start_over(void) {
  lark_sink_stream sink;
  lark_sink_stream_init(&sink, 1000, keep_stream, &sink);
  attempt("GET", "/breaks", &lark_body_none, &sink.sink);
  attempt("GET", "/raw", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.answer.reaction == LARK_FAIL);
  CHECK(attempts.failure.error.status == LARK_ELIMIT);
}

static size_t file_bytes(int fd, char *room, size_t room_bytes) {
  ssize_t got = pread(fd, room, room_bytes, 0);
  return got > 0 ? (size_t)got : 0;
}

static void streams_to_a_file_from_where_it_stands(void) {
  char path[] = "/tmp/sink_stream_XXXXXX";
  char room[4096] = "";
  lark_sink_stream sink;
  int fd = mkstemp(path);
  CHECK(fd >= 0 && unlink(path) == 0);
  CHECK(write(fd, "head\n", 5) == 5);
  lark_sink_stream_to_fd(&sink, 1000, fd);
  attempt("GET", "/breaks", &lark_body_none, &sink.sink);
  CHECK(file_bytes(fd, room, sizeof room) == 15); // and "broken off"
  attempt("GET", "/raw", &lark_body_none, &sink.sink);
  CHECK(attempts.answer.ok);
  size_t length = file_bytes(fd, room, sizeof room - 1);
  CHECK(length > 20 && strncmp(room, "head\nGET /raw", 13) == 0);
  close(fd);
}

static void says_why_it_could_not_write(void) {
  lark_sink_stream sink;
  int fd = open("/dev/full", O_WRONLY);
  lark_sink_stream_to_fd(&sink, 1000, fd);
  attempt("GET", "/raw", &lark_body_none, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.answer.reaction == LARK_FAIL);
  CHECK(strstr(attempts.failure.error.msg, "No space left") != NULL);
  close(fd);
}

int main(void) {
  open_attempts();
  streams_to_a_function();
  reads_the_platforms_error_instead();
  starts_over_in_another_attempt();
  fails_where_it_cannot_start_over();
  streams_to_a_file_from_where_it_stands();
  says_why_it_could_not_write();
  close_attempts();
  return check_failures();
}
