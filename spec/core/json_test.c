// SPDX-License-Identifier: MIT
#include "check.h"
#include "lark.h"

#include <stdlib.h>

static lark_document *parse(const char *text) {
  lark_document *document = NULL;
  CHECK(lark_document_parse(text, strlen(text), &document, NULL) == LARK_OK);
  return document;
}

static void reads_every_type_exactly(void) {
  lark_document *document =
      parse("{\"i\":9223372036854775807,\"n\":-9223372036854775808,"
            "\"d\":100.5,\"s\":\"\\u5f20\\u4e09\",\"b\":true,\"z\":null,"
            "\"a\":[1,[2,{}],\"x\"],\"e\":[]}");
  lark_json root = lark_document_root(document);
  CHECK(lark_json_count(root) == 8);
  CHECK(lark_json_integer(lark_json_get(root, "i")) == INT64_MAX);
  CHECK(lark_json_integer(lark_json_get(root, "n")) == INT64_MIN);
  CHECK(lark_json_number(lark_json_get(root, "d")) == 100.5);
  CHECK(strcmp(lark_json_string(lark_json_get(root, "s"), NULL), "张三") == 0);
  CHECK(lark_json_boolean(lark_json_get(root, "b")));
  CHECK(lark_json_type(lark_json_get(root, "z")) == LARK_NULL);
  CHECK(lark_json_type(lark_json_get(root, "absent")) == LARK_ABSENT);
  CHECK(lark_json_type(lark_json_get(lark_json_get(root, "i"), "x")) ==
        LARK_ABSENT);

  lark_json item = lark_json_first(lark_json_get(root, "a"));
  CHECK(lark_json_integer(item) == 1);
  item = lark_json_next(item);
  CHECK(lark_json_type(item) == LARK_ARRAY && lark_json_count(item) == 2);
  item = lark_json_next(item);
  CHECK(strcmp(lark_json_string(item, NULL), "x") == 0);
  CHECK(lark_json_type(lark_json_next(item)) == LARK_ABSENT);
  CHECK(lark_json_type(lark_json_first(lark_json_get(root, "e"))) ==
        LARK_ABSENT);
  lark_document_free(document);
}

static void the_last_of_duplicate_keys_wins(void) {
  lark_document *document = parse("{\"code\":1,\"x\":{\"code\":5},\"code\":0}");
  lark_json root = lark_document_root(document);
  CHECK(lark_json_integer(lark_json_get(root, "code")) == 0);
  CHECK(lark_json_type(lark_json_get(root, "code")) == LARK_INTEGER);
  lark_document_free(document);
}

static void a_nul_is_data(void) {
  lark_document *document = parse("[\"a\\u0000b\"]");
  size_t length = 0;
  const char *text =
      lark_json_string(lark_json_first(lark_document_root(document)), &length);
  CHECK(length == 3 && memcmp(text, "a\0b", 3) == 0);
  lark_document_free(document);
}

static void refuse(const char *text, size_t length, const char *because) {
  lark_document *document = (lark_document *)8;
  const char *why = NULL;
  CHECK(lark_document_parse(text, length, &document, &why) == LARK_EDECODE);
  CHECK(document == NULL);
  CHECK(why != NULL && strstr(why, because) != NULL);
}

static void refuses_what_is_wrong_with_a_reason(void) {
  refuse("", 0, "empty");
  refuse("{\"a\":1", 6, "not JSON");
  refuse("<html>", 6, "not JSON");
  refuse("[1]\0", 4, "not JSON");
  refuse("[\"a\0b\"]", 7, "control character");
  refuse("[\"\xff\"]", 5, "UTF-8");
  refuse("[9223372036854775808]", 21, "range");
  refuse("[123456789012345678901234567890]", 32, "range");
  refuse("[1] 2", 5, "not JSON");
}

static void refuses_what_is_nested_too_deep(void) {
  enum { DEPTH = 200000 };
  char *text = malloc(2 * DEPTH);
  memset(text, '[', DEPTH);
  memset(text + DEPTH, ']', DEPTH);
  refuse(text, 2 * DEPTH, "deep");
  free(text);
}

static void check_number(double value, const char *expected) {
  lark_text text = {0};
  lark_text_add_number(&text, value);
  lark_text_add_char(&text, '\0');
  CHECK(strcmp(text.bytes, expected) == 0);
  CHECK(strtod(text.bytes, NULL) == value);
  lark_text_clear(&text);
}

static void writes_numbers_that_read_back_the_same(void) {
  check_number(100.5, "100.5");
  check_number(0.1, "0.1");
  check_number(3, "3.0");
  check_number(0.1 + 0.2, "0.30000000000000004");
  check_number(1e300, "1e+300");
}

static void writes_what_it_reads(void) {
  const char *text = "{\"a\":[1,-2.5,\"q\\\"\\\\\\n\\u0001\",null,true,{}],"
                     "\"张\":[],\"i\":9007199254740993}";
  lark_document *document = parse(text);
  lark_text out = {0};
  lark_text_add_json(&out, lark_document_root(document));
  lark_text_add_char(&out, '\0');
  CHECK(strcmp(out.bytes, text) == 0);
  lark_text_clear(&out);
  lark_document_free(document);
}

static void *refuse_memory(void *user, void *block, size_t old_bytes,
                           size_t new_bytes) {
  (void)old_bytes;
  size_t *left = user;
  if (new_bytes == 0) {
    free(block);
    return NULL;
  }
  if (*left == 0) return NULL;
  --*left;
  return realloc(block, new_bytes);
}

static void a_text_without_memory_says_so_once(void) {
  size_t left = 1;
  lark_allocator allocator = {refuse_memory, &left};
  lark_text text;
  lark_text_init(&text, &allocator);
  for (int i = 0; i < 100; i++)
    lark_text_add_string(&text, "0123456789");
  CHECK(text.failed);
  CHECK(text.length_bytes <= text.capacity_bytes);
  lark_text_clear(&text);
}

static void a_document_reads_one_text_after_the_other(void) {
  static const char longer[] = "[\"a text that takes more room\",2,3,[4]]";
  const char *why = NULL;
  lark_document *document = parse("{\"a\":1}");
  CHECK(lark_document_reuse(document, longer, strlen(longer), &why) == LARK_OK);
  CHECK(lark_json_count(lark_document_root(document)) == 4);
  CHECK(lark_document_capacity(document) >= strlen(longer));
  CHECK(lark_document_reuse(document, "[1", 2, &why) == LARK_EDECODE);
  CHECK(why != NULL);
  CHECK(lark_json_type(lark_document_root(document)) == LARK_OBJECT);
  CHECK(lark_json_count(lark_document_root(document)) == 0);
  CHECK(lark_document_reuse(document, "7", 1, NULL) == LARK_OK);
  CHECK(lark_json_integer(lark_document_root(document)) == 7);
  lark_document_free(document);
}

int main(void) {
  reads_every_type_exactly();
  a_document_reads_one_text_after_the_other();
  the_last_of_duplicate_keys_wins();
  a_nul_is_data();
  refuses_what_is_wrong_with_a_reason();
  refuses_what_is_nested_too_deep();
  writes_numbers_that_read_back_the_same();
  writes_what_it_reads();
  a_text_without_memory_says_so_once();
  return check_failures();
}
