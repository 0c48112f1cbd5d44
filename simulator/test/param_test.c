// SPDX-License-Identifier: MIT
#include "param.h"

#include "check.h"

#include <string.h>

// Every type, and each bound.
static const char description[] =
    "{\"params\":{"
    "\"path\":{\"id\":{\"required\":true}},"
    "\"body\":{"
    " \"name\":{\"required\":true,\"max_length\":4},"
    " \"count\":{\"type\":\"integer\",\"min\":1,\"max\":9,\"default\":5},"
    " \"rate\":{\"type\":\"number\",\"max\":1},"
    " \"open\":{\"type\":\"boolean\"},"
    " \"since\":{\"type\":\"time\"},"
    " \"tags\":{\"type\":\"array\",\"max_items\":2,"
    "           \"items\":{\"enum\":[\"a\",\"b\"]}},"
    " \"owner\":{\"type\":\"object\",\"fields\":{"
    "            \"id\":{\"required\":true}}}},"
    "\"query\":{"
    " \"kind\":{\"enum\":[\"x\",\"y\"],\"default\":\"x\"},"
    " \"ids\":{\"type\":\"array\",\"max_items\":2,"
    "          \"items\":{\"type\":\"integer\"}},"
    " \"all\":{\"type\":\"boolean\"}}}}";

// Reads the parameters of a request. `*wrong` becomes the fields of all
// violations, each before a comma.
static json_t *read(const char *uri, const char *body, char *wrong) {
  json_t *described = json_loads(description, 0, NULL);
  CHECK(described != NULL);
  struct endpoint endpoint = {.path = "/things/:id", .description = described};
  struct request *request = request_new(uri);
  json_t *json = json_loads(body, 0, NULL);
  json_t *params = NULL;
  json_t *violations = param_read(&endpoint, request, json, &params);
  wrong[0] = '\0';
  for (size_t i = 0; i < json_array_size(violations); i++) {
    json_t *field = json_object_get(json_array_get(violations, i), "field");
    strcat(strcat(wrong, json_string_value(field)), ",");
  }
  json_decref(violations);
  json_decref(json);
  json_decref(described);
  request_release(request);
  return params;
}

static bool refuses(const char *uri, const char *body, const char *fields) {
  char wrong[256];
  json_decref(read(uri, body, wrong));
  if (strcmp(wrong, fields) != 0) fprintf(stderr, "wrong: %s\n", wrong);
  return strcmp(wrong, fields) == 0;
}

static bool reads(const char *uri, const char *body, const char *expected) {
  char wrong[256];
  json_t *params = read(uri, body, wrong);
  CHECK(wrong[0] == '\0');
  char *text = json_dumps(params, JSON_COMPACT);
  bool same = strcmp(text, expected) == 0;
  if (!same) fprintf(stderr, "read %s\n", text);
  free(text);
  json_decref(params);
  return same;
}

static void reads_every_type(void) {
  CHECK(reads("/things/7", "{\"name\":\"n\"}",
              "{\"id\":\"7\",\"name\":\"n\",\"count\":5,\"kind\":\"x\"}"));
  CHECK(reads("/things/7?ids=1&kind=y&ids=2&all=true",
              "{\"name\":\"n\",\"count\":9,\"rate\":0.5,\"open\":false,"
              "\"since\":\"12\",\"tags\":[\"a\"],\"owner\":{\"id\":\"o\"}}",
              "{\"id\":\"7\",\"name\":\"n\",\"count\":9,\"rate\":0.5,"
              "\"open\":false,\"since\":\"12\",\"tags\":[\"a\"],"
              "\"owner\":{\"id\":\"o\"},\"kind\":\"y\",\"ids\":[1,2],"
              "\"all\":true}"));
}

static void names_what_is_wrong(void) {
  CHECK(refuses("/things/7", "{}", "name,"));
  CHECK(refuses("/things/7", "{\"name\":\"\"}", "name,"));
  CHECK(refuses("/things/7", "{\"name\":\"12345\",\"count\":\"5\"}",
                "name,count,"));
  CHECK(refuses("/things/7",
                "{\"name\":\"n\",\"count\":10,\"rate\":1.5,\"open\":1,"
                "\"since\":12}",
                "count,rate,open,since,"));
  CHECK(refuses("/things/7?kind=z&all=1&ids=x&ids=2",
                "{\"name\":\"n\",\"since\":\"-1\"}", "since,kind,ids,all,"));
  CHECK(refuses("/things/7?ids=1&ids=2&ids=3", "{\"name\":\"n\"}", "ids,"));
}

static void looks_into_lists_and_objects(void) {
  CHECK(refuses("/things/7", "{\"name\":\"n\",\"tags\":[\"a\",\"c\"]}",
                "tags[1],"));
  CHECK(refuses("/things/7", "{\"name\":\"n\",\"tags\":[\"a\",\"b\",\"a\"]}",
                "tags,"));
  CHECK(refuses("/things/7", "{\"name\":\"n\",\"owner\":{}}", "owner.id,"));
  CHECK(refuses("/things/7", "{\"name\":\"n\",\"owner\":{\"id\":3}}",
                "owner.id,"));
  CHECK(refuses("/things/7", "{\"name\":\"n\",\"owner\":[]}", "owner,"));
}

int main(void) {
  reads_every_type();
  names_what_is_wrong();
  looks_into_lists_and_objects();
  return 0;
}
