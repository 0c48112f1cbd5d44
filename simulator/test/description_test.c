// SPDX-License-Identifier: MIT
#include "description.h"

#include "check.h"
#include "token.h"

#include <string.h>

static char *read(struct endpoint *endpoint, const char *text) {
  struct embedded file = {"test", (const unsigned char *)text, strlen(text)};
  return description_read(endpoint, &file);
}

// A description with `more` members.
static char *read_with(struct endpoint *endpoint, const char *more) {
  char text[1024];
  snprintf(text, sizeof text,
           "{\"method\":\"GET\",\"path\":\"/a/:id\",\"msg\":\"ok\",%s}", more);
  return read(endpoint, text);
}

static bool refuses(const char *more, const char *because) {
  struct endpoint endpoint;
  char *wrong = read_with(&endpoint, more);
  bool good = wrong != NULL && strstr(wrong, because) != NULL;
  if (!good) fprintf(stderr, "%s: %s\n", more, wrong != NULL ? wrong : "good");
  free(wrong);
  description_clear(&endpoint);
  return good;
}

static void reads_every_file(void) {
  for (size_t i = 0; embedded_endpoints[i].name != NULL; i++) {
    struct endpoint endpoint;
    char *wrong = description_read(&endpoint, &embedded_endpoints[i]);
    if (wrong != NULL) fprintf(stderr, "%s: %s\n", endpoint.name, wrong);
    CHECK(wrong == NULL);
    description_clear(&endpoint);
  }
}

static void reads_limits_tokens_and_apps(void) {
  struct endpoint endpoint;
  char *wrong =
      read_with(&endpoint, "\"limits\":[\"50/s\",\"1000/min\"],"
                           "\"token_types\":[\"tenant\",\"user\"],"
                           "\"app_types\":[\"custom\"],\"scopes\":[\"s\"],"
                           "\"data\":{}");
  CHECK(wrong == NULL);
  CHECK(endpoint.limits[0].max == 50 && endpoint.limits[0].window_ms == 1000);
  CHECK(endpoint.limits[1].max == 1000);
  CHECK(endpoint.limits[1].window_ms == 60000);
  CHECK(endpoint.token_kinds == (TOKEN_OF_TENANT | TOKEN_OF_USER));
  CHECK(strcmp(endpoint.custom_scope, "s") == 0);
  description_clear(&endpoint);

  CHECK(read_with(&endpoint, "\"data\":{}") == NULL);
  CHECK(endpoint.token_kinds == TOKEN_OF_TENANT);
  CHECK(endpoint.custom_scope == NULL && endpoint.limits[0].max == 0);
  description_clear(&endpoint);
}

static void refuses_mistakes(void) {
  CHECK(refuses("\"dada\":{}", "dada"));
  CHECK(refuses("\"limits\":[\"5/h\"],\"data\":{}", "5/h"));
  CHECK(refuses("\"limits\":[\"1/s\",\"2/s\",\"3/s\"],\"data\":{}", "3/s"));
  CHECK(refuses("\"params\":{\"query\":{\"a\":{\"typ\":\"x\"}}},\"data\":{}",
                "typ"));
  CHECK(refuses("\"params\":{\"body\":{\"a\":{\"type\":\"x\"}}},\"data\":{}",
                "no type 'x'"));
  CHECK(refuses("\"rows\":{\"of\":\"nothing\"},\"data\":{}", "no table"));
  CHECK(refuses("\"rows\":{\"of\":\"talents\",\"where\":{\"id\":\"x\"}},"
                "\"data\":{}",
                "no parameter 'x'"));
  CHECK(refuses("\"params\":{\"body\":{\"ids\":{\"type\":\"array\"}}},"
                "\"rows\":{\"of\":\"referrals\","
                "\"where\":{\"talent_id\":\"ids\"}},\"data\":{}",
                "talent_id is no field"));
  CHECK(refuses("\"rows\":{\"of\":\"talents\"},\"item\":{\"a\":\"$colour\"},"
                "\"data\":{}",
                "colour"));
  CHECK(refuses("\"data\":{\"a\":\"$has_more\"}", "has_more"));
  CHECK(refuses("\"data\":{\"a\":\"x ${param.none}\"}", "none"));
  CHECK(refuses("\"examples\":[{\"file\":\"none\"}],\"data\":{}", "example"));
  CHECK(refuses("\"checks\":[{\"param\":\"a\",\"in\":\"talents\"}],"
                "\"data\":{}",
                "error"));
}

static void refuses_mistakes_in_what_is_drawn_and_written(void) {
  CHECK(refuses("\"takes\":{\"query\":{\"a\":\"@none\"}},\"data\":{}",
                "no shape"));
  CHECK(refuses("\"takes\":{\"query\":{\"a\":\"strin\"}},\"data\":{}",
                "no type 'strin'"));
  CHECK(refuses("\"returns\":{\"a\":\"strin\"}", "no type 'strin'"));
  CHECK(refuses("\"returns\":{},\"writes\":[{\"create\":\"nothing\"}]",
                "no table 'nothing'"));
  CHECK(refuses("\"returns\":{},\"writes\":[{\"update\":\"notes\"}]",
                "needs a table"));
  CHECK(refuses("\"returns\":{},\"writes\":[{\"does\":\"magic\"}]", "magic"));
  CHECK(refuses("\"returns\":{},\"once\":\"key\"", "no parameter 'key'"));
  CHECK(refuses("\"returns\":{},\"rows\":{\"of\":\"notes\",\"empty\":{}}",
                "error"));
  CHECK(refuses("\"returns\":{},\"rows\":{\"of\":\"notes\","
                "\"where\":{\"colour\":\"a\"}}",
                "no field 'colour'"));
}

static void needs_an_answer_for_every_call(void) {
  CHECK(refuses("\"limits\":[]", "'data' is missing"));
  CHECK(refuses("\"params\":{\"query\":{\"a\":{}}},"
                "\"examples\":[{\"when\":{\"a\":\"1\"},"
                "\"file\":\"referral.search\"}]",
                "'data' is missing"));
  struct endpoint endpoint;
  CHECK(read_with(&endpoint, "\"examples\":[{\"file\":\"referral.search\"}]") ==
        NULL);
  description_clear(&endpoint);
}

static void refuses_what_is_not_json(void) {
  struct endpoint endpoint;
  char *wrong = read(&endpoint, "{");
  CHECK(wrong != NULL);
  free(wrong);
  description_clear(&endpoint);
}

int main(void) {
  reads_every_file();
  reads_limits_tokens_and_apps();
  refuses_mistakes();
  refuses_mistakes_in_what_is_drawn_and_written();
  needs_an_answer_for_every_call();
  refuses_what_is_not_json();
  return 0;
}
