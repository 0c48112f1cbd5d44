// SPDX-License-Identifier: MIT
#include "tables.h"

#include "account_table.h"
#include "external_application_table.h"
#include "job_post_table.h"
#include "referral_table.h"
#include "talent_table.h"

#include <string.h>

const struct table *tables_find(const char *name) {
  static const struct table *const all[] = {
      &account_table,  &external_application_table,
      &job_post_table, &referral_table,
      &talent_table,
  };
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    if (strcmp(all[i]->name, name) == 0) return all[i];
  }
  return NULL;
}
