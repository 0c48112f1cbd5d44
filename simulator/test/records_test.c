// SPDX-License-Identifier: MIT
#include "records.h"

#include "check.h"

#include <string.h>

static json_t *record(const char *id, int number) {
  return json_pack("{s:s, s:i}", "id", id, "number", number);
}

static int number_at(const struct records *records, uint32_t row) {
  const json_t *found = records_at(records, row);
  return (int)json_integer_value(json_object_get(found, "number"));
}

static void change(struct records *records, uint32_t row, int number) {
  json_t *changes = json_pack("{s:i}", "number", number);
  records_change(records, row, changes);
  json_decref(changes);
}

// Two drawn rows, of which one is changed and one deleted, and two added ones.
static void fill(struct records *records) {
  records_init(records, 2);
  CHECK(records_add(records, record("a", 1)) == 2);
  CHECK(records_add(records, record("b", 2)) == 3);
  change(records, 0, 7);
  records_delete(records, 1);
}

static void lie_over_and_after_drawn_rows(void) {
  struct records records;
  fill(&records);
  CHECK(records_count(&records) == 4);
  CHECK(number_at(&records, 0) == 7 && !records_deleted(&records, 0));
  CHECK(records_at(&records, 1) == NULL && records_deleted(&records, 1));
  CHECK(number_at(&records, 2) == 1 && number_at(&records, 3) == 2);
  CHECK(records_at(&records, 4) == NULL);
  records_clear(&records);
}

static void are_found_until_they_are_deleted(void) {
  struct records records;
  uint32_t row;
  fill(&records);
  CHECK(records_find(&records, text_of("b"), &row) && row == 3);
  change(&records, row, 9);
  CHECK(number_at(&records, 3) == 9);
  records_delete(&records, row);
  CHECK(!records_find(&records, text_of("b"), &row));
  CHECK(records_deleted(&records, 3) && records_count(&records) == 4);
  records_clear(&records);
}

static void come_back_from_json(void) {
  struct records records, other;
  fill(&records);
  json_t *json = records_json(&records);
  records_init(&other, 2);
  CHECK(records_load(&other, json));
  json_t *again = records_json(&other);
  CHECK(json_equal(json, again));
  uint32_t row;
  CHECK(records_find(&other, text_of("b"), &row) && row == 3);
  json_decref(again);
  json_decref(json);
  records_clear(&other);
  records_clear(&records);
}

static void do_not_come_from_other_json(void) {
  static const char *const wrong[] = {
      "{}",
      "[]",
      "{\"added\":[],\"changed\":[]}",
      "{\"added\":[7],\"changed\":{}}",
      "{\"added\":[{\"id\":7}],\"changed\":{}}",
      "{\"added\":[],\"changed\":{\"2\":{}}}",
      "{\"added\":[],\"changed\":{\"-1\":{}}}",
      "{\"added\":[],\"changed\":{\"x\":{}}}",
      "{\"added\":[],\"changed\":{\"0\":7}}",
  };
  struct records records;
  fill(&records);
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    json_t *json = json_loads(wrong[i], 0, NULL);
    CHECK(json != NULL && !records_load(&records, json));
    json_decref(json);
  }
  CHECK(records_count(&records) == 4);
  records_clear(&records);
}

int main(void) {
  lie_over_and_after_drawn_rows();
  are_found_until_they_are_deleted();
  come_back_from_json();
  do_not_come_from_other_json();
  return 0;
}
