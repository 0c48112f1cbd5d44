// SPDX-License-Identifier: MIT
#include "token.h"

#include "check.h"

#include <string.h>

static struct tokens tokens;

static enum problem_id check(unsigned kinds, const char *authorization) {
  enum token_owner owner;
  return tokens_check(&tokens, kinds, authorization, 0, &owner);
}

static void takes_the_kinds_of_the_endpoint(void) {
  char tenant[64];
  const struct token *issued = tokens_issue(&tokens, TOKEN_CUSTOM, 0);
  snprintf(tenant, sizeof tenant, "Bearer %s", issued->text);
  static const char user[] = "Bearer u-simulator";
  CHECK(check(TOKEN_OF_TENANT, tenant) == PROBLEM_NONE);
  CHECK(check(TOKEN_OF_TENANT, user) == PROBLEM_TOKEN_MALFORMED);
  CHECK(check(TOKEN_OF_USER, user) == PROBLEM_NONE);
  CHECK(check(TOKEN_OF_USER, tenant) == PROBLEM_TOKEN_NOT_USER);
  CHECK(check(TOKEN_OF_TENANT | TOKEN_OF_USER, tenant) == PROBLEM_NONE);
  CHECK(check(TOKEN_OF_TENANT | TOKEN_OF_USER, user) == PROBLEM_NONE);
}

static void refuses_what_is_no_token(void) {
  CHECK(check(TOKEN_OF_TENANT, NULL) == PROBLEM_TOKEN_MISSING);
  CHECK(check(TOKEN_OF_TENANT, "Basic x") == PROBLEM_TOKEN_MALFORMED);
  CHECK(check(TOKEN_OF_TENANT, "Bearer t-0") == PROBLEM_TOKEN_INVALID);
  CHECK(check(TOKEN_OF_USER, "Bearer u-0") == PROBLEM_TOKEN_INVALID);
}

int main(void) {
  tokens_init(&tokens, 1, 7200000);
  takes_the_kinds_of_the_endpoint();
  refuses_what_is_no_token();
  tokens_clear(&tokens);
  return 0;
}
