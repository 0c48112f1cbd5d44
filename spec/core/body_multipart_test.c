// SPDX-License-Identifier: MIT

// Forms with files.
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
  }
}

int main(void) {
  open_attempts();
  sends_fields_and_files_in_order();
  frees_what_was_not_sent();
  survives_a_lack_of_memory();
  close_attempts();
  return check_failures();
}
