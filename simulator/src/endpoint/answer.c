// SPDX-License-Identifier: MIT
#include "answer.h"

#include "documented.h"
#include "embedded.h"
#include "filter.h"
#include "known.h"
#include "memory.h"
#include "page.h"
#include "rows.h"
#include "sample.h"
#include "work.h"
#include "write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *text_part(const json_t *object, const char *name) {
  return json_string_value(json_object_get(object, name));
}

// ---- The data of an answer. ----

// Puts `value` at "a.b" in `object`; takes the reference. "" is the object
// itself.
static void put_at(json_t *object, const char *path, json_t *value) {
  size_t length = strcspn(path, ".");
  if (length == 0) {
    json_object_update_new(object, value);
    return;
  }
  if (path[length] == '\0') {
    json_object_set_new(object, path, value);
    return;
  }
  json_t *inner = json_object_getn(object, path, length);
  if (inner == NULL) {
    inner = memory_need(json_object());
    json_object_setn_new(object, path, length, inner);
  }
  put_at(inner, path + length + 1, value);
}

// Draws what `given` lacks of the answer. Takes the reference.
static json_t *completed(const struct work *work, json_t *given) {
  const json_t *returns = work_part(work, "returns");
  if (returns == NULL) return given;
  const struct sample_scope scope = {work->company, work->params,
                                     work->endpoint->name};
  char *params = memory_need(json_dumps(work->params, JSON_COMPACT));
  uint64_t key = text_hash(text_of(work->endpoint->name));
  key = text_hash_more(key ^ work->company->seed, text_of(params));
  free(params);
  json_t *data = sample_fill(returns, given, key, &scope);
  json_decref(given);
  return data;
}

// Remembers the answer for calls that repeat its key.
static void remember(const struct work *work, json_t *data);

static void reply_with(const struct work *work, json_t *data) {
  const char *envelope = text_part(work->endpoint->description, "envelope");
  remember(work, data);
  if (envelope == NULL) {
    reply_data(work->reply, work->endpoint->msg, data);
    return;
  }
  reply_json(work->reply, json_pack("{s:i, s:s, s:o}", "code", 0, envelope,
                                    work->endpoint->msg, "data", data));
}

// Answers with the template "data", over what is `given` (NULL: nothing), whose
// reference it takes.
static void answer_data(const struct work *work, json_t *given,
                        const struct template_scope *scope) {
  const json_t *template = work_part(work, "data");
  json_t *filled = template != NULL ? template_fill(template, scope) : NULL;
  if (given == NULL) given = memory_need(json_object());
  // The template need not say what C code knows.
  if (work->given != NULL) json_object_update(given, work->given);
  if (filled != NULL) json_object_update_recursive(given, filled);
  json_decref(filled);
  reply_with(work, completed(work, given));
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

static void answer_example(struct work *work, const json_t *example) {
  const json_t *data = json_object_get(example, "data");
  const json_t *error = json_object_get(example, "error");
  if (data != NULL) {
    struct template_scope scope = work_scope(work);
    reply_with(work, template_fill(data, &scope));
  } else if (error != NULL) {
    work_refuse(work, error);
  } else {
    answer_file(work, text_part(example, "file"));
  }
}

static bool try_examples(struct work *work) {
  const json_t *examples = work_part(work, "examples");
  for (size_t i = 0; i < json_array_size(examples); i++) {
    const json_t *example = json_array_get(examples, i);
    if (!is_meant(json_object_get(example, "when"), work->params)) continue;
    answer_example(work, example);
    return true;
  }
  return false;
}

// ---- Errors, and answers that were given before. ----

// True if the row of `id` is in the state that "having" asks for.
static bool has_state(const struct work *work, const struct known *known,
                      const json_t *having, const json_t *id) {
  char unused[TEXT_NUMBER_MAX];
  uint32_t row;
  const char *field;
  json_t *wanted;
  bool good = true;
  if (!table_find(known->table, work->company, text_of_json(id, unused),
                  &row)) {
    return true;
  }
  json_object_foreach((json_t *)having, field, wanted) {
    struct filter filter = {known->table, field, wanted, INT64_MIN, INT64_MAX};
    good = good && filter_passes(&filter, work->company, row);
  }
  return good;
}

static bool check_holds(const struct work *work, const json_t *check) {
  const json_t *id = json_object_get(work->params, text_part(check, "param"));
  const json_t *having = json_object_get(check, "having");
  struct known known = known_read(text_part(check, "in"));
  if (id == NULL) return true;
  // The documents' own ids always answer, beyond the documented answers.
  if (work_part(work, "returns") != NULL && documented_id(id)) return true;
  if (having != NULL) return has_state(work, &known, having, id);
  return known_has(&known, work->company, id);
}

static bool try_checks(struct work *work) {
  const json_t *checks = work_part(work, "checks");
  for (size_t i = 0; i < json_array_size(checks); i++) {
    const json_t *check = json_array_get(checks, i);
    if (check_holds(work, check)) continue;
    work_refuse(work, json_object_get(check, "error"));
    return true;
  }
  return false;
}

// The key of the call, after its endpoint's name; NULL if it has none. The
// caller frees it.
static char *once_key(const struct work *work) {
  const json_t *name = work_part(work, "once");
  const json_t *key = json_object_get(work->params, json_string_value(name));
  if (name == NULL || !json_is_string(key)) return NULL;
  return memory_format("%s %s", work->endpoint->name, json_string_value(key));
}

static void remember(const struct work *work, json_t *data) {
  char *key = once_key(work);
  if (key != NULL) json_object_set(work->company->once, key, data);
  free(key);
}

static bool try_once(struct work *work) {
  char *key = once_key(work);
  if (key == NULL) return false;
  json_t *data = json_object_get(work->company->once, key);
  free(key);
  if (data == NULL) return false;
  reply_data(work->reply, work->endpoint->msg, json_incref(data));
  return true;
}

static void answer_reversed(const struct work *work, const json_t *range) {
  char msg[160];
  snprintf(msg, sizeof msg, "invalid parameter: %s is after %s",
           text_part(range, "from"), text_part(range, "to"));
  reply_error(work->reply, 400, 1002002, msg, NULL);
}

// ---- Rows. ----

// One row of an answer: what "item" says, which for an endpoint with "returns"
// is said over all fields of the row.
static json_t *item_json(const struct work *work,
                         const struct template_scope *scope) {
  const json_t *item = work_part(work, "item");
  bool alone = work_part(work, "returns") == NULL || json_is_string(item);
  if (alone) return template_fill(item, scope);
  json_t *json = table_row_json(scope->table, scope->company, scope->row);
  json_t *filled = item != NULL ? template_fill(item, scope) : NULL;
  if (filled != NULL) json_object_update_recursive(json, filled);
  json_decref(filled);
  return json;
}

static json_t *items_json(const struct work *work, const struct rows *rows,
                          size_t first, size_t end) {
  struct template_scope scope = work_scope(work);
  scope.table = rows->table;
  json_t *items = memory_need(json_array());
  for (size_t i = first; i < end; i++) {
    scope.row = rows->list[i];
    json_array_append_new(items, item_json(work, &scope));
  }
  return items;
}

// Answers with the members of `more`, whose reference it takes.
static void answer_more(const struct work *work, const json_t *description,
                        json_t *more) {
  struct template_scope scope = work_scope(work);
  scope.more = more;
  json_t *given = NULL;
  if (work_part(work, "returns") != NULL) {
    const char *at = text_part(description, "at");
    given = memory_need(json_copy(more));
    json_object_del(given, "items");
    put_at(given, at != NULL ? at : "items",
           json_incref(json_object_get(more, "items")));
    // Without a token the member is left out.
    if (json_object_get(given, "page_token") == NULL) {
      json_object_set_new(given, "page_token", json_null());
    }
  }
  answer_data(work, given, &scope);
  json_decref(more);
}

static void answer_page(const struct work *work, const json_t *description,
                        const struct rows *rows) {
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
  answer_more(work, description, more);
}

// Answers an error, for an endpoint that knows no empty list. False if it does,
// or if the call asks for one.
static bool try_empty(struct work *work, const json_t *description,
                      const struct rows *rows) {
  const json_t *empty = json_object_get(description, "empty");
  if (empty == NULL || rows->count > 0) return false;
  const json_t *unless = json_object_get(empty, "unless");
  if (is_meant(unless, work->params)) return false;
  work_refuse(work, json_object_get(empty, "error"));
  return true;
}

static void answer_rows(struct work *work, const json_t *description) {
  const json_t *reversed = rows_reversed(description, work->params);
  if (reversed != NULL) {
    answer_reversed(work, reversed);
    return;
  }
  struct rows rows;
  rows_find(&rows, description, work->company, work->params);
  if (try_empty(work, description, &rows)) {
    // An error has been answered.
  } else if (json_is_true(json_object_get(description, "paged"))) {
    answer_page(work, description, &rows);
  } else {
    json_t *items = items_json(work, &rows, 0, rows.count);
    json_t *more = memory_need(json_pack("{s:o}", "items", items));
    answer_more(work, description, more);
  }
  rows_clear(&rows);
}

// Puts the lists of "lists" into an answer: rows of other tables, each as its
// "item" says.
static void put_lists(const struct work *work, json_t *given) {
  const char *at;
  json_t *how;
  json_object_foreach((json_t *)work_part(work, "lists"), at, how) {
    struct rows rows;
    rows_find(&rows, how, work->company, work->params);
    struct template_scope scope = work_scope(work);
    scope.table = rows.table;
    json_t *list = memory_need(json_array());
    for (size_t i = 0; i < rows.count; i++) {
      scope.row = rows.list[i];
      json_array_append_new(
          list, template_fill(json_object_get(how, "item"), &scope));
    }
    put_at(given, at, list);
    rows_clear(&rows);
  }
}

// Finds the row that is meant, which without a "where" is the one that was
// written. False if there is none.
static bool find_row(const struct work *work, const json_t *description,
                     struct template_scope *scope) {
  *scope = work_scope(work);
  if (json_object_get(description, "where") == NULL) {
    scope->table = work->written;
    scope->row = work->written_row;
    return work->written != NULL;
  }
  struct rows rows;
  rows_find(&rows, description, work->company, work->params);
  if (rows.count > 0) {
    scope->table = rows.table;
    scope->row = rows.list[0];
  }
  rows_clear(&rows);
  return scope->table != NULL;
}

static void answer_row(const struct work *work, const json_t *description) {
  struct template_scope scope;
  bool found = find_row(work, description, &scope);
  bool drawn = work_part(work, "returns") != NULL;
  if (!found && !drawn) {
    // A lookup that finds nothing is a success without a result.
    reply_data(work->reply, work->endpoint->msg, json_object());
    return;
  }
  json_t *given = NULL;
  if (found && drawn) {
    const char *at = text_part(description, "at");
    given = memory_need(json_object());
    put_at(given, at != NULL ? at : "", item_json(work, &scope));
    put_lists(work, given);
  }
  answer_data(work, given, &scope);
}

static void answer_in_full(struct work *work) {
  const json_t *rows = work_part(work, "rows");
  const json_t *row = work_part(work, "row");
  if (rows != NULL) {
    answer_rows(work, rows);
  } else if (row != NULL) {
    answer_row(work, row);
  } else {
    struct template_scope scope = work_scope(work);
    answer_data(work, NULL, &scope);
  }
}

void answer_described(const struct endpoint *endpoint, struct company *company,
                      const json_t *params, const struct fault_hit *hit,
                      struct reply *reply) {
  struct work work = {.endpoint = endpoint,
                      .company = company,
                      .params = params,
                      .hit = hit,
                      .reply = reply};
  if (try_examples(&work) || try_checks(&work) || try_once(&work)) return;
  write_all(&work);
  // A change that was refused has been answered.
  if (reply->body == NULL) answer_in_full(&work);
  json_decref(work.given);
}
