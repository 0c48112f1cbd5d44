// SPDX-License-Identifier: MIT
#include "account_table.h"

#include "employee_json.h"
#include "memory.h"
#include "shape.h"
#include "words.h"

static json_t *status(const struct company *company, const void *row) {
  (void)company;
  return memory_need(json_integer(((const struct account *)row)->status));
}

static json_t *points(const struct company *company, const void *row) {
  (void)company;
  return memory_need(json_integer(((const struct account *)row)->points));
}

static json_t *cash(const struct company *company, const void *row) {
  (void)company;
  const struct account *account = row;
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < account->cash_count; i++) {
    const struct cash *sum = &account->cash[i];
    json_array_append_new(list, json_pack("{s:s, s:o}", "currency_type",
                                          words_currencies[sum->currency],
                                          "amount", shape_amount(sum->cents)));
  }
  return list;
}

static json_t *owner(const struct company *company, const void *row) {
  return employee_json(company, ((const struct account *)row)->employee);
}

static const void *rows(const struct company *company, uint32_t *count) {
  *count = company->employee_count;
  return company->accounts;
}

static struct span by_id(const struct company *company, uint64_t id) {
  struct span span = {0, 0};
  if (id_map_find(&company->account_by_id, id, &span.first)) span.count = 1;
  return span;
}

static const struct field fields[] = {
    {"id", FIELD_ID, offsetof(struct account, id), NULL},
    {"status", FIELD_MADE, 0, status},
    {"points", FIELD_MADE, 0, points},
    {"cash", FIELD_MADE, 0, cash},
    {"owner", FIELD_MADE, 0, owner},
    {NULL, FIELD_MADE, 0, NULL},
};

static const struct key keys[] = {{"id", by_id}, {NULL, NULL}};

const struct table account_table = {
    .name = "accounts",
    .row_bytes = sizeof(struct account),
    .rows = rows,
    .fields = fields,
    .keys = keys,
};
