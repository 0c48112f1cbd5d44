// SPDX-License-Identifier: MIT
#include "expand.h"

#include "check.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

// Expands `{"returns": {"a": <shape>}}` and gives the schema of `a`.
static char *schema_of(const char *shape, char **wrong) {
  char text[256];
  snprintf(text, sizeof text, "{\"returns\":{\"a\":%s}}", shape);
  json_t *description = json_loads(text, 0, NULL);
  *wrong = expand_description(description);
  const json_t *returns = json_object_get(description, "returns");
  const json_t *fields = json_object_get(returns, "fields");
  char *schema = json_dumps(json_object_get(fields, "a"), JSON_COMPACT);
  json_decref(description);
  return schema;
}

static bool gives(const char *shape, const char *expected) {
  char *wrong;
  char *schema = schema_of(shape, &wrong);
  bool same = wrong == NULL && strcmp(schema, expected) == 0;
  if (!same) fprintf(stderr, "%s gives %s\n", shape, wrong ? wrong : schema);
  free(schema);
  free(wrong);
  return same;
}

static bool refuses(const char *shape, const char *because) {
  char *wrong;
  free(schema_of(shape, &wrong));
  bool good = wrong != NULL && strstr(wrong, because) != NULL;
  free(wrong);
  return good;
}

static void texts_are_types_with_bounds(void) {
  CHECK(gives("\"time\"", "{\"type\":\"time\"}"));
  CHECK(gives("\"integer from 1 to 9 default 3\"",
              "{\"type\":\"integer\",\"min\":1,\"max\":9,\"default\":3}"));
  CHECK(gives("\"string to 5\"", "{\"type\":\"string\",\"max_length\":5}"));
  CHECK(gives("\"string in 1 b default b\"",
              "{\"type\":\"string\",\"enum\":[\"1\",\"b\"],"
              "\"default\":\"b\"}"));
  CHECK(gives("\"integer in 1 -2\"", "{\"type\":\"integer\",\"enum\":[1,-2]}"));
  CHECK(gives("\"boolean default true\"",
              "{\"type\":\"boolean\",\"default\":true}"));
}

static void a_choice_may_be_a_word_of_the_language(void) {
  CHECK(gives("\"string in default a\"",
              "{\"type\":\"string\",\"enum\":[\"default\",\"a\"]}"));
}

static void lists_and_objects_nest(void) {
  CHECK(gives("[\"id\", \"from 1 to 2\"]",
              "{\"type\":\"array\",\"items\":{\"type\":\"id\"},"
              "\"min_items\":1,\"max_items\":2}"));
  CHECK(gives("{\"b!\":\"s\"}",
              "{\"type\":\"object\",\"fields\":{\"b\":{\"type\":\"s\","
              "\"required\":true}}}"));
}

static void what_makes_no_sense_is_refused(void) {
  CHECK(refuses("\"@nothing of that name\"", "no shape"));
  CHECK(refuses("\"integer 5\"", "'5'"));
  CHECK(refuses("\"integer from x\"", "'x'"));
  CHECK(refuses("\"integer in a\"", "'a'"));
}

static void takes_becomes_params(void) {
  json_t *description =
      json_loads("{\"takes\":{\"query\":{\"a!\":\"id\"}}}", 0, NULL);
  CHECK(expand_description(description) == NULL);
  char *text = json_dumps(description, JSON_COMPACT);
  CHECK(strcmp(text, "{\"params\":{\"query\":{\"a\":{\"type\":\"id\","
                     "\"required\":true}}}}") == 0);
  free(text);
  json_decref(description);
}

int main(void) {
  texts_are_types_with_bounds();
  a_choice_may_be_a_word_of_the_language();
  lists_and_objects_nest();
  what_makes_no_sense_is_refused();
  takes_becomes_params();
  return 0;
}
