// SPDX-License-Identifier: MIT

// An endpoint is unpacked where the one before it ended, so that using a few of
// the catalog's endpoints writes to few pages.
#include <string.h>

#include "check.h"
#include "lark.h"

enum { MOST = 4096 };

// The distinct fields that an endpoint reaches.
typedef struct found {
  const lark_field *fields[MOST];
  size_t count;
} found;

static void add(found *all, const lark_field *field) {
  for (size_t i = 0; i < all->count; i++) {
    if (all->fields[i] == field) return;
  }
  CHECK(all->count < MOST);
  if (all->count == MOST) return;
  all->fields[all->count++] = field;
  if (field->item != NULL) add(all, field->item);
  if (field->values != NULL) add(all, field->values);
  for (size_t i = 0; i < field->field_count; i++)
    add(all, field->fields[i]);
}

static void add_all(found *all, const char *name) {
  const lark_endpoint *endpoint = lark_endpoint_find(name);
  CHECK(endpoint != NULL);
  if (endpoint == NULL) return;
  for (size_t i = 0; i < endpoint->param_count; i++)
    add(all, endpoint->params[i]);
  for (size_t i = 0; i < endpoint->return_count; i++)
    add(all, endpoint->returns[i]);
}

static bool is_dense(const found *all) {
  const lark_field *first = all->fields[0];
  const lark_field *last = first;
  for (size_t i = 0; i < all->count; i++) {
    if (all->fields[i] < first) first = all->fields[i];
    if (all->fields[i] > last) last = all->fields[i];
  }
  return (size_t)(last - first) + 1 == all->count;
}

int main(void) {
  static found all;
  add_all(&all, "hire.website.job_post.get");
  CHECK(all.count > 20);
  CHECK(is_dense(&all));
  // The types that both have are there already.
  add_all(&all, "hire.referral.search");
  CHECK(is_dense(&all));
  add_all(&all, "bitable.app.table.record.list");
  CHECK(is_dense(&all));
  return check_failures();
}
