// SPDX-License-Identifier: MIT
#include "answer.h"

#include "embedded.h"
#include "known.h"
#include "memory.h"
#include "page.h"
#include "rows.h"
#include "template.h"

#include <stdio.h>
#include <string.h>

// Everything that an answer depends on.
struct work {
  const struct endpoint *endpoint;
  const struct company *company;
  const json_t *params;
  const struct fault_hit *hit;
  struct reply *reply;
};

static const json_t *part(const struct work *work, const char *name) {
  return json_object_get(work->endpoint->description, name);
}

static const char *text_part(const json_t *object, const char *name) {
  return json_string_value(json_object_get(object, name));
}

// Answers `{"status": 400, "code": 1002102, "msg": "..."}`.
static void answer_error(const struct work *work, const json_t *error) {
  json_int_t status = json_integer_value(json_object_get(error, "status"));
  json_int_t code = json_integer_value(json_object_get(error, "code"));
  reply_error(work->reply, (unsigned)status, (long)code,
              text_part(error, "msg"), NULL);
}

static struct template_scope scope_of(const struct work *work) {
  return (struct template_scope){.params = work->params,
                                 .company = work->company};
}

static void answer_data(const struct work *work, const json_t *template,
                        const struct template_scope *scope) {
  reply_data(work->reply, work->endpoint->msg, template_fill(template, scope));
}

// ---- Documented examples. ----

// True if every parameter that `when` names has that text; "" stands for one
// that is absent, too.
static bool is_meant(const json_t *when, const json_t *params) {
  const char *name;
  json_t *wanted;
  json_object_foreach((json_t *)when, name, wanted) {
    char buffer[TEXT_NUMBER_MAX];
    struct text given = text_of_json(json_object_get(params, name), buffer);
    if (!text_is(given, json_string_value(wanted))) return false;
  }
  return true;
}

static void answer_file(const struct work *work, const char *name) {
  const struct embedded *file = embedded_find(embedded_examples, name);
  reply_bytes(work->reply,
              memory_copy((const char *)file->bytes, file->size_bytes),
              file->size_bytes);
}

static void answer_example(const struct work *work, const json_t *example) {
  const json_t *data = json_object_get(example, "data");
  const json_t *error = json_object_get(example, "error");
  if (data != NULL) {
    struct template_scope scope = scope_of(work);
    answer_data(work, data, &scope);
  } else if (error != NULL) {
    answer_error(work, error);
  } else {
    answer_file(work, text_part(example, "file"));
  }
}

static bool try_examples(const struct work *work) {
  const json_t *examples = part(work, "examples");
  for (size_t i = 0; i < json_array_size(examples); i++) {
    const json_t *example = json_array_get(examples, i);
    if (!is_meant(json_object_get(example, "when"), work->params)) continue;
    answer_example(work, example);
    return true;
  }
  return false;
}

// ---- Errors. ----

static bool try_checks(const struct work *work) {
  const json_t *checks = part(work, "checks");
  for (size_t i = 0; i < json_array_size(checks); i++) {
    const json_t *check = json_array_get(checks, i);
    const json_t *id = json_object_get(work->params, text_part(check, "param"));
    struct known known = known_read(text_part(check, "in"));
    if (id == NULL || known_has(&known, work->company, id)) continue;
    answer_error(work, json_object_get(check, "error"));
    return true;
  }
  return false;
}

static void answer_reversed(const struct work *work, const json_t *range) {
  char msg[160];
  snprintf(msg, sizeof msg, "invalid parameter: %s is after %s",
           text_part(range, "from"), text_part(range, "to"));
  reply_error(work->reply, 400, 1002002, msg, NULL);
}

// ---- Rows. ----

static json_t *items_json(const struct work *work, const struct rows *rows,
                          size_t first, size_t end) {
  struct template_scope scope = scope_of(work);
  scope.table = rows->table;
  json_t *items = memory_need(json_array());
  for (size_t i = first; i < end; i++) {
    scope.row = rows->list[i];
    json_array_append_new(items, template_fill(part(work, "item"), &scope));
  }
  return items;
}

// Answers with `more`, whose reference it takes.
static void answer_more(const struct work *work, json_t *more) {
  struct template_scope scope = scope_of(work);
  scope.more = more;
  answer_data(work, part(work, "data"), &scope);
  json_decref(more);
}

static void answer_page(const struct work *work, const struct rows *rows) {
  struct page page;
  if (!page_find(&page, rows, work->company, work->params)) {
    reply_problem(work->reply, PROBLEM_PAGE_TOKEN);
    return;
  }
  page_bend(&page, work->hit, work->params);
  json_t *more = memory_need(json_pack(
      "{s:o, s:b}", "items", items_json(work, rows, page.first, page.end),
      "has_more", (int)page.has_more));
  json_t *token = page_token_json(&page, rows, work->company);
  if (token != NULL) json_object_set_new(more, "page_token", token);
  answer_more(work, more);
}

static void answer_rows(const struct work *work, const json_t *description) {
  const json_t *reversed = rows_reversed(description, work->params);
  if (reversed != NULL) {
    answer_reversed(work, reversed);
    return;
  }
  struct rows rows;
  rows_find(&rows, description, work->company, work->params);
  if (json_is_true(json_object_get(description, "paged"))) {
    answer_page(work, &rows);
  } else {
    json_t *items = items_json(work, &rows, 0, rows.count);
    answer_more(work, memory_need(json_pack("{s:o}", "items", items)));
  }
  rows_clear(&rows);
}

static void answer_row(const struct work *work, const json_t *description) {
  struct rows rows;
  struct template_scope scope = scope_of(work);
  rows_find(&rows, description, work->company, work->params);
  if (rows.count > 0) {
    scope.table = rows.table;
    scope.row = rows.list[0];
    answer_data(work, part(work, "data"), &scope);
  } else {
    // A lookup that finds nothing is a success without a result.
    reply_data(work->reply, work->endpoint->msg, json_object());
  }
  rows_clear(&rows);
}

void answer_described(const struct endpoint *endpoint,
                      const struct company *company, const json_t *params,
                      const struct fault_hit *hit, struct reply *reply) {
  const struct work work = {endpoint, company, params, hit, reply};
  if (try_examples(&work) || try_checks(&work)) return;
  const json_t *rows = part(&work, "rows");
  const json_t *row = part(&work, "row");
  if (rows != NULL) {
    answer_rows(&work, rows);
  } else if (row != NULL) {
    answer_row(&work, row);
  } else {
    struct template_scope scope = scope_of(&work);
    answer_data(&work, part(&work, "data"), &scope);
  }
}
