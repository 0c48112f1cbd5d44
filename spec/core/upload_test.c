// SPDX-License-Identifier: MIT

// Files among parameters: which are taken, and what is said of the others.
#include "upload.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"

static const lark_field content = {.name = "content",
                                   .type = LARK_STRING,
                                   .format = "file",
                                   .place = LARK_IN_BODY,
                                   .required = true,
                                   .has_max_bytes = true,
                                   .max_bytes = 8};
static const lark_field *const params[] = {&content};
static const lark_endpoint endpoint = {.name = "x.file.create",
                                       .method = "POST",
                                       .path = "/x",
                                       .params = params,
                                       .param_count = 1};
static char folder[] = "/tmp/upload test XXXXXX";
static char path[128];

static void write_file(const char *text) {
  FILE *file = fopen(path, "w");
  CHECK(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
}

static bool says(lark_param param, const char *words) {
  lark_failure failure;
  lark_fail(&failure, LARK_OK, "%s", "");
  lark_status status = lark_params_check(&endpoint, &param, 1, &failure);
  if (words == NULL) return status == LARK_OK;
  bool right = status == LARK_EPARAM && strstr(failure.msg, words) != NULL &&
               strcmp(failure.parameter, "content") == 0;
  if (!right) fprintf(stderr, "it said: %s\n", failure.msg);
  return right;
}

static void takes_paths_and_bytes(void) {
  write_file("12345678");
  CHECK(says(lark_string("content", path), NULL));
  CHECK(says(lark_string("file", path), NULL));
  lark_file file = {.size = sizeof file, .path = path};
  CHECK(says(lark_upload("content", &file), NULL));
  file = (lark_file){.size = sizeof file,
                     .bytes = "a\0b",
                     .length_bytes = 3,
                     .name = "cv.pdf"};
  CHECK(says(lark_upload("content", &file), NULL));
  file.content_type = "application/pdf";
  CHECK(says(lark_upload("file", &file), NULL));
}

static void refuses_what_cannot_be_sent(void) {
  char pipe[160];
  snprintf(pipe, sizeof pipe, "%s/pipe", folder);
  CHECK(mkfifo(pipe, 0600) == 0);
  CHECK(says(lark_string("content", pipe), "is no regular file"));
  unlink(pipe);
  CHECK(says(lark_string("content", folder), "is a folder"));
  CHECK(says(lark_string("content", "/no/such"), "No such file"));
  CHECK(says(lark_integer("content", 1), "must be the path"));
  CHECK(says(lark_json_text("content", "\"a\""), "must be the path"));
  write_file("123456789");
  CHECK(says(lark_string("content", path), "at most 8 bytes, not 9"));
  write_file("");
  CHECK(says(lark_string("content", path), "must not be empty"));

  lark_file file = {.size = sizeof file, .bytes = "abc", .length_bytes = 3};
  CHECK(says(lark_upload("content", &file), "needs a name"));
  file.name = "\xff.pdf";
  CHECK(says(lark_upload("content", &file), "UTF-8"));
  file.name = "cv.pdf";
  file.content_type = "text/plain\r\nX: y";
  CHECK(says(lark_upload("content", &file), "content_type"));
  file = (lark_file){.size = sizeof file, .name = "cv.pdf"};
  CHECK(says(lark_upload("content", &file), "must not be empty"));
}

static void takes_a_file_once(void) {
  lark_failure failure;
  write_file("1");
  const lark_param both[] = {lark_string("content", path),
                             lark_string("file", path)};
  CHECK(lark_params_check(&endpoint, both, 2, &failure) == LARK_EPARAM);
  CHECK(strstr(failure.msg, "given twice") != NULL);
}

static void describes_a_file_for_people(void) {
  lark_text url;
  lark_text body;
  const lark_allocator usual = {NULL, NULL};
  lark_text_init(&url, &usual);
  lark_text_init(&body, &usual);
  write_file("1234");
  lark_param param = lark_string("file", path);
  lark_params_write(&endpoint, &param, 1, &url, &body);
  lark_text_add_char(&body, '\0');
  CHECK(strcmp(body.bytes, "{\"content\":{\"name\":\"cv \\\"1\\\".pdf\","
                           "\"bytes\":4}}") == 0);
  lark_text_clear(&url);
  lark_text_clear(&body);
}

int main(void) {
  CHECK(mkdtemp(folder) != NULL);
  snprintf(path, sizeof path, "%s/cv \"1\".pdf", folder);
  takes_paths_and_bytes();
  refuses_what_cannot_be_sent();
  takes_a_file_once();
  describes_a_file_for_people();
  unlink(path);
  rmdir(folder);
  return check_failures();
}
