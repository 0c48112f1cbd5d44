// SPDX-License-Identifier: MIT
#include "job_post_table.h"

#include "custom_field.h"
#include "employee_json.h"
#include "memory.h"
#include "shape.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>

enum { CAMPUS = 2 };

static json_t *coded_json(const struct coded *coded) {
  return shape_code_name(coded->code, coded->name);
}

static json_t *place_json(const struct place *place) {
  json_t *json = shape_labelled(&place->building);
  json_object_set_new(json, "district", coded_json(&place->district));
  json_object_set_new(json, "city", coded_json(&place->city));
  json_object_set_new(json, "state", coded_json(&place->state));
  json_object_set_new(json, "country", coded_json(&place->country));
  return json;
}

static json_t *places(const struct company *company, const void *row) {
  (void)company;
  const struct job_post *post = row;
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < post->place_count; i++) {
    json_array_append_new(list, place_json(&words_places[post->places[i]]));
  }
  return list;
}

static json_t *first_place(const struct company *company, const void *row) {
  (void)company;
  return place_json(&words_places[((const struct job_post *)row)->places[0]]);
}

static json_t *highlights(const struct company *company, const void *row) {
  (void)company;
  const struct job_post *post = row;
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < post->highlight_count; i++) {
    json_array_append_new(
        list, shape_labelled(&words_highlights[post->highlights[i]]));
  }
  return list;
}

static const struct job_title *title_of(const void *row) {
  return &words_job_titles[((const struct job_post *)row)->title];
}

static json_t *title(const struct company *company, const void *row) {
  (void)company;
  return shape_name(title_of(row)->name);
}

static json_t *work(const struct company *company, const void *row) {
  (void)company;
  return shape_name(title_of(row)->subject);
}

static json_t *job_type(const struct company *company, const void *row) {
  (void)company;
  return shape_labelled(&words_job_types[title_of(row)->type]);
}

static json_t *job_function(const struct company *company, const void *row) {
  (void)company;
  return shape_labelled(&words_functions[title_of(row)->function]);
}

static json_t *code(const struct company *company, const void *row) {
  (void)company;
  char text[16];
  snprintf(text, sizeof text, "A%06" PRIu32,
           ((const struct job_post *)row)->job_code);
  return memory_need(json_string(text));
}

static json_t *recruitment_type(const struct company *company,
                                const void *row) {
  (void)company;
  const struct job_post *post = row;
  return shape_labelled(&words_recruitment_types[post->recruitment_type]);
}

static json_t *department(const struct company *company, const void *row) {
  (void)company;
  const struct job_post *post = row;
  const struct department *found = &words_departments[post->department];
  return memory_need(json_pack("{s:{s:s, s:s}, s:o}", "ids",
                               "open_department_id", found->open_department_id,
                               "department_id", found->department_id, "name",
                               shape_name(found->name)));
}

static json_t *level_json(const struct job_level *level) {
  return memory_need(
      json_pack("{s:{s:s, s:s}, s:o}", "ids", "people_admin_job_level_id",
                level->people_admin_id, "job_level_id", level->level_id, "name",
                shape_name(level->name)));
}

static json_t *min_level(const struct company *company, const void *row) {
  (void)company;
  return level_json(
      &words_job_levels[((const struct job_post *)row)->min_level]);
}

static json_t *max_level(const struct company *company, const void *row) {
  (void)company;
  return level_json(
      &words_job_levels[((const struct job_post *)row)->max_level]);
}

static json_t *creator(const struct company *company, const void *row) {
  return employee_json(company, ((const struct job_post *)row)->creator);
}

static json_t *customized_data(const struct company *company, const void *row) {
  (void)company;
  return custom_field_list_json(row);
}

// Only campus jobs belong to a project.
static json_t *subject(const struct company *company, const void *row) {
  (void)company;
  const struct job_post *post = row;
  if (post->process_type != CAMPUS) return NULL;
  return shape_labelled(&words_subjects[post->subject]);
}

static const void *rows(const struct company *company, uint32_t *count) {
  *count = company->job_post_count;
  return company->job_posts;
}

static struct span by_id(const struct company *company, uint64_t id) {
  struct span span = {0, 0};
  if (id_map_find(&company->job_post_by_id, id, &span.first)) span.count = 1;
  return span;
}

#define AT(member) offsetof(struct job_post, member)

static const struct field fields[] = {
    {"id", FIELD_ID, AT(id), NULL},
    {"title", FIELD_MADE, 0, title},
    {"work", FIELD_MADE, 0, work},
    {"job_id", FIELD_ID, AT(job_id), NULL},
    {"code", FIELD_MADE, 0, code},
    {"expire_time", FIELD_MILLIS, AT(expire_ms), NULL},
    {"active_status", FIELD_BYTE, AT(active_status), NULL},
    {"process_type", FIELD_BYTE, AT(process_type), NULL},
    {"recruitment_type", FIELD_MADE, 0, recruitment_type},
    {"department", FIELD_MADE, 0, department},
    {"type", FIELD_MADE, 0, job_type},
    {"function", FIELD_MADE, 0, job_function},
    {"min_level", FIELD_MADE, 0, min_level},
    {"max_level", FIELD_MADE, 0, max_level},
    {"place", FIELD_MADE, 0, first_place},
    {"places", FIELD_MADE, 0, places},
    {"min_salary", FIELD_SHORT, AT(min_salary), NULL},
    {"max_salary", FIELD_SHORT, AT(max_salary), NULL},
    {"degree", FIELD_BYTE, AT(degree), NULL},
    {"experience", FIELD_BYTE, AT(experience), NULL},
    {"headcount", FIELD_SHORT, AT(headcount), NULL},
    {"highlights", FIELD_MADE, 0, highlights},
    {"creator", FIELD_MADE, 0, creator},
    {"create_time", FIELD_MILLIS, AT(create_ms), NULL},
    {"modify_time", FIELD_MILLIS, AT(modify_ms), NULL},
    {"customized_data", FIELD_MADE, 0, customized_data},
    {"subject", FIELD_MADE, 0, subject},
    {NULL, FIELD_MADE, 0, NULL},
};

static const struct key keys[] = {{"id", by_id}, {NULL, NULL}};

const struct table job_post_table = {
    .name = "job_posts",
    .row_bytes = sizeof(struct job_post),
    .rows = rows,
    .fields = fields,
    .keys = keys,
};
