// SPDX-License-Identifier: MIT

// Files over several attempts: what is gone on with, and what is whole.
#include "sink_file.h"

#include <stdlib.h>

#include "check.h"

static char got[64];
static size_t got_bytes;
static int restarts;
static bool stubborn;

static bool keep(void *user, const char *bytes, size_t length_bytes) {
  (void)user;
  if (bytes == NULL) {
    restarts++;
    got_bytes = 0;
    return true;
  }
  if (stubborn) return false;
  memcpy(got + got_bytes, bytes, length_bytes);
  got_bytes += length_bytes;
  return true;
}

static lark_sink_file sink;
static lark_failure failure;

static void open_sink(uint64_t max_bytes) {
  got_bytes = 0;
  restarts = 0;
  stubborn = false;
  lark_sink_file_init(&sink, max_bytes, keep, NULL);
}

// One attempt: its head, its bytes, and how libcurl ended it.
static lark_answer attempt(const char *head, const char *bytes, CURLcode code) {
  lark_reply reply = {.code = code};
  reply.http_status = strtol(head + 9, NULL, 10);
  lark_fail(&failure, LARK_OK, "%s", "");
  sink.sink.methods->begin(&sink.sink);
  for (const char *line = head; *line != '\0';) {
    size_t length = strcspn(line, "\n") + 1;
    sink.sink.methods->header(&sink.sink, line, length);
    line += length;
  }
  if (bytes[0] != '\0' &&
      !sink.sink.methods->take(&sink.sink, &reply, bytes, strlen(bytes)))
    reply.code = CURLE_WRITE_ERROR;
  return sink.sink.methods->read(&sink.sink, &reply, NULL, NULL, NULL,
                                 &failure);
}

static bool has(const char *text) {
  return got_bytes == strlen(text) && memcmp(got, text, got_bytes) == 0;
}

static const char whole[] = "HTTP/1.1 200 OK\nContent-Length: 6\nETag: \"1\"\n"
                            "Content-Type: text/plain\n\n";

static void takes_a_whole_file(void) {
  open_sink(100);
  CHECK(attempt(whole, "abcdef", CURLE_OK).ok);
  CHECK(has("abcdef") && sink.total_bytes == 6);
  CHECK(strcmp(sink.type, "text/plain") == 0);
  open_sink(100);
  CHECK(attempt("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", "abc",
                CURLE_OK)
            .ok);
  open_sink(100);
  CHECK(attempt("HTTP/1.1 200 OK\nContent-Length: 0\n\n", "", CURLE_OK).ok);
  CHECK(has(""));
}

static void goes_on_with_the_same_version(void) {
  open_sink(100);
  lark_answer answer = attempt(whole, "abc", CURLE_PARTIAL_FILE);
  CHECK(!answer.ok && answer.reaction == LARK_REPEAT);
  CHECK(strcmp(sink.etag, "\"1\"") == 0 && sink.have_bytes == 3);
  CHECK(attempt("HTTP/1.1 206 OK\nContent-Range: bytes 3-5/6\nETag: \"1\"\n\n",
                "def", CURLE_OK)
            .ok);
  CHECK(has("abcdef") && restarts == 0);
}

static void starts_over_with_another_version(void) {
  static const char *const others[] = {
      "HTTP/1.1 206 OK\nContent-Range: bytes 3-5/6\nETag: \"2\"\n\n",
      "HTTP/1.1 206 OK\nContent-Range: bytes 2-5/6\nETag: \"1\"\n\n",
      "HTTP/1.1 206 OK\nContent-Range: bytes 3-6/7\nETag: \"1\"\n\n",
      "HTTP/1.1 206 OK\nContent-Range: bytes 3-5/*\nETag: \"1\"\n\n",
      "HTTP/1.1 206 OK\nETag: \"1\"\n\n",
  };
  for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
    open_sink(100);
    attempt(whole, "abc", CURLE_PARTIAL_FILE);
    lark_answer answer = attempt(others[i], "xyz", CURLE_OK);
    CHECK(!answer.ok && answer.reaction == LARK_REPEAT);
    CHECK(sink.have_bytes == 0 && sink.etag[0] == '\0' && restarts == 1);
    CHECK(attempt(whole, "abcdef", CURLE_OK).ok && has("abcdef"));
  }
  open_sink(100);
  attempt(whole, "abc", CURLE_PARTIAL_FILE);
  CHECK(attempt(whole, "uvwxyz", CURLE_OK).ok); // the server sent all again
  CHECK(has("uvwxyz") && restarts == 1);
}

static void knows_when_nothing_was_left_to_send(void) {
  open_sink(100);
  attempt(whole, "abcdef", CURLE_RECV_ERROR);
  CHECK(attempt("HTTP/1.1 416 No\nContent-Range: bytes */6\n\n", "", CURLE_OK)
            .ok);
  open_sink(100);
  attempt(whole, "abcdef", CURLE_RECV_ERROR);
  lark_answer answer =
      attempt("HTTP/1.1 416 No\nContent-Range: bytes */4\n\n", "", CURLE_OK);
  CHECK(!answer.ok && answer.reaction == LARK_REPEAT && sink.have_bytes == 0);
}

static void trusts_no_weak_name_and_no_unknown_length(void) {
  open_sink(100);
  attempt("HTTP/1.1 200 OK\nContent-Length: 6\nETag: W/\"1\"\n\n", "abc",
          CURLE_PARTIAL_FILE);
  CHECK(sink.etag[0] == '\0');
  open_sink(100);
  lark_answer answer =
      attempt("HTTP/1.1 200 OK\nETag: \"1\"\n\n", "abc", CURLE_OK);
  CHECK(!answer.ok && failure.error.status == LARK_EDECODE);
  open_sink(100); // a range that nobody asked for
  answer = attempt("HTTP/1.1 206 OK\nContent-Range: bytes 0-2/3\n\n", "abc",
                   CURLE_OK);
  CHECK(!answer.ok && has(""));
}

static void ends_at_limits(void) {
  open_sink(5);
  lark_answer answer = attempt(whole, "abcdef", CURLE_OK);
  CHECK(!answer.ok && failure.error.status == LARK_ELIMIT && has(""));
  open_sink(5);
  answer = attempt("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n", "abcdef",
                   CURLE_OK);
  CHECK(!answer.ok && failure.error.status == LARK_ELIMIT && has(""));
  open_sink(100);
  stubborn = true;
  answer = attempt(whole, "abcdef", CURLE_OK);
  CHECK(!answer.ok && answer.reaction == LARK_FAIL &&
        failure.error.status == LARK_ELIMIT);
}

static void tells_refusals_apart(void) {
  open_sink(100);
  lark_answer answer = attempt("HTTP/1.1 403 No\n\n", "<Error/>", CURLE_OK);
  CHECK(!answer.ok && answer.reaction == LARK_FAIL && has(""));
  CHECK(failure.error.status == LARK_EHTTP && failure.error.http_status == 403);
  answer = attempt("HTTP/1.1 503 Wait\n\n", "<Error/>", CURLE_OK);
  CHECK(!answer.ok && answer.reaction == LARK_REPEAT);
  answer = attempt("HTTP/1.1 204 None\n\n", "", CURLE_OK);
  CHECK(!answer.ok && answer.reaction == LARK_FAIL);
}

int main(void) {
  takes_a_whole_file();
  goes_on_with_the_same_version();
  starts_over_with_another_version();
  knows_when_nothing_was_left_to_send();
  trusts_no_weak_name_and_no_unknown_length();
  ends_at_limits();
  tells_refusals_apart();
  return check_failures();
}
