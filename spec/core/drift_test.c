// SPDX-License-Identifier: MIT

// Answers against a described endpoint: what is told of them, and what is not.
#include "drift.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

// { items: [ { kind: "a"|"b", level: 1|2, when: integer } ], tags: map of
//   strings, any: JSON }
static const lark_choice kinds[] = {{"a", 0, NULL, NULL}, {"b", 0, NULL, NULL}};
static const lark_choice levels[] = {{NULL, 1, NULL, NULL},
                                     {NULL, 2, NULL, NULL}};
static const lark_field kind = {
    .name = "kind", .type = LARK_STRING, .choices = kinds, .choice_count = 2};
static const lark_field level = {.name = "level",
                                 .type = LARK_INTEGER,
                                 .choices = levels,
                                 .choice_count = 2};
static const lark_field when = {.name = "when", .type = LARK_INTEGER};
static const lark_field hidden = {
    .name = "hidden", .type = LARK_BOOLEAN, .hidden = true};
static const lark_field *const members[] = {&kind, &level, &when, &hidden};
static const lark_field thing = {
    .name = "", .type = LARK_OBJECT, .fields = members, .field_count = 4};
static const lark_field text = {.name = "", .type = LARK_STRING};
static const lark_field items = {
    .name = "items", .type = LARK_ARRAY, .item = &thing};
static const lark_field tags = {
    .name = "tags", .type = LARK_OBJECT, .values = &text};
static const lark_field any = {.name = "any", .type = LARK_JSON};
static const lark_field *const returns[] = {&items, &tags, &any};
static const int32_t errors[] = {7000007};
static const lark_endpoint endpoint = {.name = "x.things.list",
                                       .returns = returns,
                                       .return_count = 3,
                                       .errors = errors,
                                       .error_count = 1};
static const lark_endpoint other = {
    .name = "x.other.list", .returns = returns, .return_count = 3};

static void look(lark_drift *drift, const lark_endpoint *at, const char *json) {
  lark_document *document = NULL;
  CHECK(lark_document_parse(json, strlen(json), &document, NULL) == LARK_OK);
  lark_drift_look(drift, at, lark_document_root(document));
  lark_document_free(document);
}

static size_t count(const lark_drift *drift) {
  lark_difference found;
  size_t number = 0;
  while (lark_drift_at(drift, number, &found))
    number++;
  return number;
}

// Whether the drift has this difference, so often.
static bool has(const lark_drift *drift, const char *field, const char *finding,
                const char *documented, const char *seen, uint64_t times) {
  lark_difference found;
  for (size_t i = 0; lark_drift_at(drift, i, &found); i++) {
    if (strcmp(found.field, field) == 0 &&
        strcmp(found.finding, finding) == 0 &&
        strcmp(found.documented, documented) == 0 &&
        strcmp(found.seen, seen) == 0)
      return found.count == times &&
             strcmp(found.endpoint, "x.things.list") == 0;
  }
  return false;
}

static void finds_what_differs(void) {
  lark_drift *drift = NULL;
  CHECK(lark_drift_new(NULL, &drift) == LARK_OK);
  look(drift, &endpoint,
       "{\"items\":[{\"kind\":\"a\",\"level\":2,\"when\":null,\"hidden\":true}"
       "],\"tags\":{\"x\":\"y\"},\"any\":[1]}");
  look(drift, &endpoint, "{}");
  CHECK(count(drift) == 0);

  look(drift, &endpoint,
       "{\"items\":[{\"kind\":\"c\",\"level\":3,\"when\":\"5\",\"extra\":1},"
       "{\"kind\":\"c\",\"when\":1.5,\"extra\":{\"deep\":1}}],"
       "\"tags\":{\"zhang\":7},\"more\":[]}");
  CHECK(has(drift, "items[].kind", "unknown value", "string", "c", 2));
  CHECK(has(drift, "items[].level", "unknown value", "integer", "3", 1));
  CHECK(has(drift, "items[].when", "other type", "integer", "string", 1));
  CHECK(has(drift, "items[].when", "other type", "integer", "number", 1));
  CHECK(has(drift, "items[].extra", "unknown field", "", "integer", 1));
  CHECK(has(drift, "items[].extra", "unknown field", "", "object", 1));
  CHECK(has(drift, "tags{}", "other type", "string", "integer", 1));
  CHECK(has(drift, "more", "unknown field", "", "array", 1));
  CHECK(count(drift) == 8);
  CHECK(lark_drift_answers(drift) == 3);
  CHECK(lark_drift_is_complete(drift));

  look(drift, &other, "{\"items\":{}}");
  CHECK(count(drift) == 9);
  lark_drift_forget(drift, &other);
  CHECK(count(drift) == 8);
  lark_drift_free(drift);
}

// No text of an answer but names and an enum's values.
static void tells_no_data(void) {
  static const char *const data[] = {
      "张三",
      "san.zhang@example.org",
      "+8613800000000",
      "6930815272790114324",
      "a b",
      "a_word_that_is_longer_than_any_value_of_an_enum",
      "x123456",
      "",
  };
  for (size_t i = 0; i < sizeof data / sizeof data[0]; i++) {
    lark_drift *drift = NULL;
    char json[256];
    CHECK(lark_drift_new(NULL, &drift) == LARK_OK);
    snprintf(json, sizeof json,
             "{\"%s\":1,\"items\":[{\"kind\":\"%s\",\"%s\":2}]}", data[i],
             data[i], data[i]);
    look(drift, &endpoint, json);
    CHECK(has(drift, "*", "unknown field", "", "integer", 1));
    CHECK(has(drift, "items[].*", "unknown field", "", "integer", 1));
    CHECK(has(drift, "items[].kind", "unknown value", "string",
              "another string", 1));
    lark_drift_free(drift);
  }
  lark_drift *drift = NULL;
  CHECK(lark_drift_new(NULL, &drift) == LARK_OK);
  look(drift, &endpoint,
       "{\"items\":[{\"level\":6930815272790114324},{\"level\":-100000}]}");
  CHECK(has(drift, "items[].level", "unknown value", "integer",
            "another integer", 2));
  lark_drift_free(drift);
}

// A field that is free text, and an object whose names are data, show none.
static void forgets_free_text(void) {
  lark_drift *drift = NULL;
  char json[128];
  CHECK(lark_drift_new(NULL, &drift) == LARK_OK);
  for (int i = 0; i < 8; i++) {
    snprintf(json, sizeof json, "{\"items\":[{\"kind\":\"word%d\"}]}", i);
    look(drift, &endpoint, json);
  }
  CHECK(count(drift) == 8);
  look(drift, &endpoint, "{\"items\":[{\"kind\":\"word8\"},{\"level\":9}]}");
  look(drift, &endpoint, "{\"items\":[{\"kind\":\"word1\"}]}");
  CHECK(
      has(drift, "items[].kind", "unknown value", "string", "many values", 10));
  CHECK(has(drift, "items[].level", "unknown value", "integer", "9", 1));
  CHECK(count(drift) == 2);

  for (int i = 0; i < 40; i++) {
    snprintf(json, sizeof json, "{\"name%d\":%d}", i, i);
    look(drift, &endpoint, json);
  }
  look(drift, &endpoint, "{\"items\":[{\"fine\":1}]}");
  CHECK(has(drift, "*", "unknown field", "", "many names", 40));
  CHECK(has(drift, "items[].fine", "unknown field", "", "integer", 1));
  CHECK(count(drift) == 4);
  lark_drift_free(drift);
}

// Codes that neither the endpoint nor the catalog documents.
static void finds_unknown_codes(void) {
  lark_drift *drift = NULL;
  CHECK(lark_drift_new(NULL, &drift) == LARK_OK);
  lark_drift_look_at_code(drift, &endpoint, 0);
  lark_drift_look_at_code(drift, &endpoint, 7000007);  // the endpoint's
  lark_drift_look_at_code(drift, &endpoint, 1002001);  // the catalog's
  lark_drift_look_at_code(drift, &endpoint, 99991663); // of all families
  CHECK(count(drift) == 0);
  lark_drift_look_at_code(drift, &endpoint, 7000008);
  lark_drift_look_at_code(drift, &endpoint, 7000008);
  lark_drift_look_at_code(drift, &endpoint, -7);
  lark_drift_look_at_code(drift, &endpoint, 6930815272790114324);
  lark_drift_look_at_code(drift, &other, 7000007);
  CHECK(has(drift, "code", "unknown code", "", "7000008", 2));
  CHECK(has(drift, "code", "unknown code", "", "-7", 1));
  CHECK(has(drift, "code", "unknown code", "", "another integer", 1));
  CHECK(count(drift) == 4);
  CHECK(lark_drift_answers(drift) == 9);

  // More than sixteen at one endpoint are no codes any more.
  for (int i = 0; i < 20; i++)
    lark_drift_look_at_code(drift, &endpoint, 7100000 + i);
  CHECK(has(drift, "code", "unknown code", "", "many codes", 24));
  CHECK(count(drift) == 2);
  lark_drift_free(drift);
}

static int left; // requests for memory that are granted

static void *resize(void *user, void *block, size_t old_bytes,
                    size_t new_bytes) {
  (void)user, (void)old_bytes;
  if (new_bytes == 0) {
    free(block);
    return NULL;
  }
  return left-- > 0 ? realloc(block, new_bytes) : NULL;
}

static void says_what_it_lacks(void) {
  lark_allocator poor = {resize, NULL};
  lark_drift *drift = NULL;
  left = 0;
  CHECK(lark_drift_new(&poor, &drift) == LARK_ENOMEM);
  CHECK(drift == NULL);
  left = 1;
  CHECK(lark_drift_new(&poor, &drift) == LARK_OK);
  look(drift, &endpoint, "{\"more\":1}");
  CHECK(count(drift) == 0);
  CHECK(!lark_drift_is_complete(drift));
  lark_drift_free(drift);

  // A thousand differences, on endpoints of their own.
  static lark_endpoint many[1100];
  CHECK(lark_drift_new(NULL, &drift) == LARK_OK);
  for (size_t i = 0; i < 1100; i++) {
    many[i] = endpoint;
    if (i == 1000) CHECK(lark_drift_is_complete(drift));
    look(drift, &many[i], "{\"more\":1}");
  }
  CHECK(count(drift) == 1000);
  CHECK(!lark_drift_is_complete(drift));
  lark_drift_free(drift);
}

int main(void) {
  finds_what_differs();
  tells_no_data();
  forgets_free_text();
  finds_unknown_codes();
  says_what_it_lacks();
  return check_failures();
}
