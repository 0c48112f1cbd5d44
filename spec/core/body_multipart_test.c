// SPDX-License-Identifier: MIT

// Forms with files.
#include <fcntl.h>
#include <unistd.h>

#include "attempts.h"
#include "check.h"

static const lark_part_source field = {
    .name = "file_type", .bytes = "stream", .length_bytes = 6};
static const lark_part_source file = {.name = "file",
                                      .file_name = "cv.pdf",
                                      .content_type = "application/pdf",
                                      .bytes = "%PDF\0-1.7",
                                      .length_bytes = 9};

static void open_form(lark_body_multipart *form) {
  lark_body_multipart_init(form, &usual);
  CHECK(lark_body_multipart_add(form, &field) == LARK_OK);
  CHECK(lark_body_multipart_add(form, &file) == LARK_OK);
}

static bool holds(const char *bytes, size_t length) {
  return memmem(streamed, streamed_bytes, bytes, length) != NULL;
}

static void check_form(void) {
  CHECK(saw("\r\nContent-Type: multipart/form-data; boundary="));
  CHECK(saw("\r\nAuthorization: Bearer t-1\r\n"));
  CHECK(saw("\r\nContent-Disposition: form-data; name=\"file_type\"\r\n\r\n"
            "stream\r\n"));
  CHECK(saw("\r\nContent-Disposition: form-data; name=\"file\"; "
            "filename=\"cv.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"));
  CHECK(holds("\r\n\r\n%PDF\0-1.7\r\n--", 17));
}

static void sends_fields_and_files_in_order(void) {
  lark_body_multipart form;
  open_form(&form);
  send_raw("POST", &form.body);
  CHECK(saw("POST /raw HTTP/1.1\r\n"));
  check_form();
  send_raw("POST", &form.body); // another attempt starts over
  check_form();
  lark_body_clear(&form.body);
  send_raw("GET", &lark_body_none); // nothing of it stays on the handle
  CHECK(saw("GET /raw HTTP/1.1\r\n") && !saw("multipart"));
}

static void frees_what_was_not_sent(void) {
  lark_body_multipart form;
  open_form(&form);
  lark_body_clear(&form.body);
}

// A file of that text, which has no name any more.
static int open_file(const char *text) {
  FILE *made = tmpfile();
  CHECK(made != NULL && fputs(text, made) >= 0 && fflush(made) == 0);
  int fd = dup(fileno(made));
  fclose(made);
  return fd;
}

static void sends_a_file_as_long_as_it_was(void) {
  lark_body_multipart form;
  int fd = open_file("%PDF-1.7, and a line that was added later");
  lark_body_multipart_init(&form, &usual);
  CHECK(lark_body_multipart_add_file(&form, &file, fd, 8) == LARK_OK);
  for (int i = 0; i < 2; i++) { // another attempt starts over
    send_raw("POST", &form.body);
    CHECK(holds("\r\n\r\n%PDF-1.7\r\n--", 16) && !saw("later"));
    CHECK(!saw("Expect:"));
    CHECK(lark_body_trouble(&form.body) == NULL);
  }
  lark_body_clear(&form.body);
  CHECK(fcntl(fd, F_GETFD) < 0); // closed
}

static void ends_at_once_where_a_file_became_shorter(void) {
  lark_body_multipart form;
  lark_sink_envelope sink;
  int fd = open_file("%PDF");
  lark_body_multipart_init(&form, &usual);
  CHECK(lark_body_multipart_add_file(&form, &file, fd, 8) == LARK_OK);
  lark_sink_envelope_init(&sink, 1000);
  attempt("POST", "/raw", &form.body, &sink.sink);
  CHECK(!attempts.answer.ok && attempts.answer.reaction == LARK_FAIL);
  CHECK(attempts.failure.error.status == LARK_ELIMIT);
  CHECK(strstr(attempts.failure.msg, "became shorter while it was sent: it has "
                                     "4 of 8 bytes") != NULL);
  lark_body_clear(&form.body);
  send_raw("GET", &lark_body_none); // the next one is not affected
}

static size_t left_allocations;

static void *count_down(void *user, void *block, size_t old_bytes,
                        size_t new_bytes) {
  (void)user, (void)old_bytes;
  if (new_bytes == 0) {
    free(block);
    return NULL;
  }
  if (left_allocations-- == 0) return NULL;
  return realloc(block, new_bytes);
}

static void survives_a_lack_of_memory(void) {
  const lark_allocator scarce = {count_down, NULL};
  for (size_t allocations = 0; allocations < 5; allocations++) {
    lark_body_multipart form;
    left_allocations = allocations;
    lark_body_multipart_init(&form, &scarce);
    CHECK(lark_body_multipart_add(&form, &file) == LARK_ENOMEM);
    lark_body_clear(&form.body);

    int fd = open_file("x");
    left_allocations = allocations < 4 ? allocations : 3;
    lark_body_multipart_init(&form, &scarce);
    CHECK(lark_body_multipart_add_file(&form, &file, fd, 1) == LARK_ENOMEM);
    CHECK(fcntl(fd, F_GETFD) < 0);
    lark_body_clear(&form.body);
  }
}

int main(void) {
  open_attempts();
  sends_fields_and_files_in_order();
  sends_a_file_as_long_as_it_was();
  ends_at_once_where_a_file_became_shorter();
  frees_what_was_not_sent();
  survives_a_lack_of_memory();
  close_attempts();
  return check_failures();
}
