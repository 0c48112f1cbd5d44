// SPDX-License-Identifier: MIT
#include "uri.h"

#include "check.h"

#include <string.h>

static void decodes(const char *in, bool in_query, const char *expected) {
  char out[64];
  size_t length = uri_decode(out, in, strlen(in), in_query);
  CHECK(length == strlen(expected));
  CHECK(strcmp(out, expected) == 0);
}

static void decoding(void) {
  decodes("", true, "");
  decodes("a%2Fb%3f", false, "a/b?");
  decodes("a+b%20c", true, "a b c");
  decodes("a+b", false, "a+b");
  decodes("%E6%8B%9B", false, "招");
  decodes("100%", false, "100%");
  decodes("%zz%4", false, "%zz%4");
  decodes("%2541", false, "%41");
}

static void a_nul_is_a_byte_like_others(void) {
  char out[8];
  CHECK(uri_decode(out, "a%00b", 5, true) == 3);
  CHECK(memcmp(out, "a\0b", 4) == 0);
}

static void an_encoded_slash_stays_in_its_segment(void) {
  struct uri uri;
  uri_init(&uri, "/posts/a%2Fb%3Fc?x=1");
  CHECK(uri.segment_count == 2);
  CHECK(text_is(uri.segments[0], "posts"));
  CHECK(text_is(uri.segments[1], "a/b?c"));
  CHECK(text_is(uri.path, "/posts/a%2Fb%3Fc"));
  CHECK(text_is(uri.query, "x=1"));
  uri_clear(&uri);
}

static void queries_split_before_they_decode(void) {
  struct uri uri;
  uri_init(&uri, "/p?a=1%262&&b&c==&a=second&%61%3d=x");
  CHECK(uri.param_count == 5);
  CHECK(text_is(*uri_param(&uri, "a"), "1&2"));
  CHECK(text_is(*uri_param(&uri, "b"), ""));
  CHECK(text_is(*uri_param(&uri, "c"), "="));
  CHECK(text_is(*uri_param(&uri, "a="), "x"));
  CHECK(uri_param(&uri, "d") == NULL);
  uri_clear(&uri);
}

static void empty_parts(void) {
  static const struct {
    const char *raw;
    size_t segments;
  } cases[] = {{"", 0}, {"/", 0}, {"//", 2}, {"/a/", 2}, {"*", 1}, {"?", 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    struct uri uri;
    uri_init(&uri, cases[i].raw);
    CHECK(uri.segment_count == cases[i].segments);
    CHECK(uri.param_count == 0);
    uri_clear(&uri);
  }
}

int main(void) {
  decoding();
  a_nul_is_a_byte_like_others();
  an_encoded_slash_stays_in_its_segment();
  queries_split_before_they_decode();
  empty_parts();
  return 0;
}
