// SPDX-License-Identifier: MIT
#include "sample.h"

#include "check.h"
#include "draw_company.h"

#include <string.h>

static struct company *company;

static json_t *fill(const char *schema, const char *given, uint64_t key) {
  struct sample_scope scope = {company, NULL, "hire.job.list"};
  json_t *read = json_loads(schema, 0, NULL);
  json_t *known =
      given != NULL ? json_loads(given, JSON_DECODE_ANY, NULL) : NULL;
  json_t *filled = sample_fill(read, known, key, &scope);
  json_decref(known);
  json_decref(read);
  return filled;
}

static bool gives(const char *schema, const char *given, const char *expected) {
  json_t *filled = fill(schema, given, 1);
  char *text = json_dumps(filled, JSON_ENCODE_ANY | JSON_COMPACT);
  bool same = strcmp(text, expected) == 0;
  if (!same) fprintf(stderr, "%s gives %s\n", given, text);
  free(text);
  json_decref(filled);
  return same;
}

static void what_is_given_is_kept_in_the_type_of_the_schema(void) {
  CHECK(gives("{\"type\":\"integer\"}", "\"7\"", "7"));
  CHECK(gives("{\"type\":\"string\"}", "7", "\"7\""));
  CHECK(gives("{\"type\":\"ms\"}", "1700000000123", "1700000000123"));
  CHECK(gives("{\"type\":\"time\"}", "1700000000123", "\"1700000000123\""));
  CHECK(gives("{\"type\":\"s\"}", "1700000000123", "1700000000"));
  CHECK(gives("{\"type\":\"seconds\"}", "1700000000123", "\"1700000000\""));
  CHECK(gives("{\"type\":\"array\",\"items\":{}}", "[]", "[]"));
  CHECK(gives("{\"type\":\"object\"}", "{\"any\":1}", "{\"any\":1}"));
}

static void members_are_those_of_the_schema(void) {
  static const char schema[] =
      "{\"type\":\"object\",\"fields\":{\"a\":{\"type\":\"integer\"},"
      "\"b\":{\"type\":\"boolean\",\"enum\":[true]},\"c\":{}}}";
  CHECK(gives(schema, "{\"a\":1,\"other\":2,\"c\":null}",
              "{\"a\":1,\"b\":true}"));
}

static void the_same_key_draws_the_same(void) {
  static const char schema[] =
      "{\"type\":\"object\",\"fields\":{\"id\":{\"type\":\"id\"},"
      "\"name\":{},\"time\":{\"type\":\"time\"}}}";
  json_t *first = fill(schema, NULL, 1);
  json_t *same = fill(schema, NULL, 1);
  json_t *other = fill(schema, NULL, 2);
  CHECK(json_equal(first, same) && !json_equal(first, other));
  json_decref(other);
  json_decref(same);
  json_decref(first);
}

static void an_object_looks_the_same_wherever_its_id_is(void) {
  static const char schema[] =
      "{\"type\":\"object\",\"fields\":{\"id\":{\"type\":\"id\"},"
      "\"name\":{},\"kind\":{\"enum\":[\"a\",\"b\",\"c\",\"d\"]}}}";
  json_t *first = fill(schema, "{\"id\":\"7\"}", 1);
  json_t *second = fill(schema, "{\"id\":\"7\"}", 2);
  CHECK(json_equal(first, second));
  json_decref(second);
  json_decref(first);
}

int main(void) {
  company = draw_company(1, 3);
  what_is_given_is_kept_in_the_type_of_the_schema();
  members_are_those_of_the_schema();
  the_same_key_draws_the_same();
  an_object_looks_the_same_wherever_its_id_is();
  company_free(company);
  return 0;
}
