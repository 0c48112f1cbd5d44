// SPDX-License-Identifier: MIT
#include "check.h"
#include "failure.h"

#include <stdlib.h>

static void cuts_texts_between_characters(void) {
  static char long_text[2000];
  for (size_t shift = 0; shift < 3; shift++) {
    memset(long_text, 'a', shift);
    for (size_t at = shift; at + 3 < sizeof long_text; at += 3)
      memcpy(long_text + at, "张", 3);
    lark_failure failure;
    lark_fail(&failure, LARK_EAPI, "%s", long_text);
    CHECK(lark_utf8_valid(failure.error.msg, strlen(failure.error.msg)));
    CHECK(strlen(failure.error.msg) > sizeof failure.msg - 5);
  }
}

static void a_copy_leads_into_itself(void) {
  lark_failure *from = malloc(sizeof *from);
  lark_failure to;
  lark_fail(from, LARK_EPARAM, "%s is wrong", "it");
  lark_failure_hint(from, "mend %s", "it");
  lark_failure_parameter(from, "it");
  from->error.endpoint = "constant";
  lark_failure_copy(&to, from);
  free(from);
  CHECK(strcmp(to.error.msg, "it is wrong") == 0);
  CHECK(strcmp(to.error.hint, "mend it") == 0);
  CHECK(strcmp(to.error.parameter, "it") == 0);
  CHECK(to.error.log_id == NULL);
  CHECK(strcmp(to.error.endpoint, "constant") == 0);
}

static void each_status_has_a_kind_and_a_message(void) {
  for (int status = LARK_OK; status <= LARK_ELIMIT; status++) {
    CHECK(lark_strerror((lark_status)status)[0] != '\0');
    CHECK(strcmp(lark_kind((lark_status)status), "unknown") != 0);
  }
  CHECK(strcmp(lark_strerror((lark_status)999), "unknown status") == 0);
}

int main(void) {
  cuts_texts_between_characters();
  a_copy_leads_into_itself();
  each_status_has_a_kind_and_a_message();
  return check_failures();
}
