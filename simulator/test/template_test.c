// SPDX-License-Identifier: MIT
#include "template.h"

#include "check.h"
#include "draw_company.h"
#include "tables.h"

#include <string.h>

static struct company *company;

// Fills in a template that is JSON text, with the first job post as the row.
static bool gives(const char *template, const char *expected) {
  json_t *params = json_loads("{\"kind\":\"job_level_id\",\"list\":[1,2],"
                              "\"number\":7,\"name\":\"A\"}",
                              0, NULL);
  json_t *more = json_loads("{\"has_more\":true}", 0, NULL);
  struct template_scope scope = {.params = params,
                                 .more = more,
                                 .table = tables_find("job_posts"),
                                 .company = company};
  json_t *read = json_loads(template, JSON_DECODE_ANY, NULL);
  json_t *filled = template_fill(read, &scope);
  char *text = filled != NULL
                   ? json_dumps(filled, JSON_ENCODE_ANY | JSON_COMPACT)
                   : strdup("nothing");
  bool same = strcmp(text, expected) == 0;
  if (!same) fprintf(stderr, "%s gives %s\n", template, text);
  free(text);
  json_decref(filled);
  json_decref(read);
  json_decref(more);
  json_decref(params);
  return same;
}

static void references_keep_their_type(void) {
  CHECK(gives("\"$param.number\"", "7"));
  CHECK(gives("\"$param.list\"", "[1,2]"));
  CHECK(gives("\"$has_more\"", "true"));
  CHECK(gives("{\"a\":[\"$param.name\",1]}", "{\"a\":[\"A\",1]}"));
}

static void texts_hold_values(void) {
  CHECK(gives("\"${param.number}\"", "\"7\""));
  CHECK(gives("\"<${param.name}-${param.number}>\"", "\"<A-7>\""));
  CHECK(gives("\"a${param.none}b\"", "\"ab\""));
  CHECK(gives("\"${param.list}\"", "\"\""));
  CHECK(gives("\"costs 5$\"", "\"costs 5$\""));
}

static void absent_values_are_left_out(void) {
  CHECK(gives("\"$param.none\"", "nothing"));
  CHECK(gives("{\"a\":\"$param.none\",\"b\":1}", "{\"b\":1}"));
  CHECK(gives("[\"$param.none\",1]", "[1]"));
  CHECK(gives("{\"a\":\"$param.name.deeper\"}", "{}"));
}

static void brackets_choose_by_a_parameter(void) {
  json_t *id = NULL;
  const struct table *posts = tables_find("job_posts");
  json_t *level = table_get(posts, company, 0, "min_level");
  id = json_object_get(json_object_get(level, "ids"), "job_level_id");
  char expected[64];
  snprintf(expected, sizeof expected, "\"%s\"", json_string_value(id));
  CHECK(gives("\"$min_level.ids[kind]\"", expected));
  CHECK(gives("\"$min_level.ids[none]\"", "nothing"));
  json_decref(level);
}

int main(void) {
  company = draw_company(1, 3);
  references_keep_their_type();
  texts_hold_values();
  absent_values_are_left_out();
  brackets_choose_by_a_parameter();
  company_free(company);
  return 0;
}
