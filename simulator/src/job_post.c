// SPDX-License-Identifier: MIT
#include "custom_field.h"
#include "memory.h"
#include "param.h"
#include "resources.h"
#include "shape.h"
#include "simulator.h"
#include "words.h"

#include <inttypes.h>
#include <stdio.h>

enum { JOB_POST_ID, USER_ID_TYPE, DEPARTMENT_ID_TYPE, JOB_LEVEL_ID_TYPE };
enum { CAMPUS = 2 };

// The first of each is the default.
static const char *const department_id_types[] = {"open_department_id",
                                                  "department_id", NULL};
static const char *const job_level_id_types[] = {"people_admin_job_level_id",
                                                 "job_level_id", NULL};

static const struct param params[] = {
    {.name = "job_post_id", .place = PARAM_PATH, .required = true},
    {.name = "user_id_type",
     .place = PARAM_QUERY,
     .type = PARAM_CHOICE,
     .choices = param_user_id_types},
    {.name = "department_id_type",
     .place = PARAM_QUERY,
     .type = PARAM_CHOICE,
     .choices = department_id_types},
    {.name = "job_level_id_type",
     .place = PARAM_QUERY,
     .type = PARAM_CHOICE,
     .choices = job_level_id_types},
    {.name = NULL},
};

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

static json_t *places_json(const struct job_post *post) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < post->place_count; i++) {
    json_array_append_new(list, place_json(&words_places[post->places[i]]));
  }
  return list;
}

static json_t *highlights_json(const struct job_post *post) {
  json_t *list = memory_need(json_array());
  for (size_t i = 0; i < post->highlight_count; i++) {
    json_array_append_new(
        list, shape_labelled(&words_highlights[post->highlights[i]]));
  }
  return list;
}

static json_t *department_json(const struct call *call,
                               const struct job_post *post) {
  const struct department *department = &words_departments[post->department];
  bool open = call->values[DEPARTMENT_ID_TYPE].choice == 0;
  return shape_id_name(open ? department->open_department_id
                            : department->department_id,
                       department->name);
}

static json_t *level_json(const struct call *call, uint8_t index) {
  const struct job_level *level = &words_job_levels[index];
  bool people_admin = call->values[JOB_LEVEL_ID_TYPE].choice == 0;
  return shape_id_name(people_admin ? level->people_admin_id : level->level_id,
                       level->name);
}

static json_t *creator_json(const struct call *call,
                            const struct job_post *post) {
  const struct employee *who =
      &call->simulator->company->employees[post->creator];
  return shape_id_name(who->ids[call->values[USER_ID_TYPE].choice],
                       (struct words){who->name_zh, who->name_en});
}

static void set(json_t *object, const char *key, json_t *value) {
  json_object_set_new(object, key, memory_need(value));
}

static void set_identity(json_t *json, const struct job_post *post) {
  char code[16];
  snprintf(code, sizeof code, "A%06" PRIu32, post->job_code);
  set(json, "id", shape_number_text(post->id));
  set(json, "title", json_string(words_job_titles[post->title].name.zh));
  set(json, "job_id", shape_number_text(post->job_id));
  set(json, "job_code", json_string(code));
  // Empty means that the job never expires.
  set(json, "job_expire_time",
      post->expire_ms > 0 ? shape_number_text(post->expire_ms)
                          : json_string(""));
  set(json, "job_active_status", json_integer(post->active_status));
  set(json, "job_process_type", json_integer(post->process_type));
}

static void set_position(json_t *json, const struct call *call,
                         const struct job_post *post) {
  const struct job_title *title = &words_job_titles[post->title];
  set(json, "job_recruitment_type",
      shape_labelled(&words_recruitment_types[post->recruitment_type]));
  set(json, "job_department", department_json(call, post));
  set(json, "job_type", shape_labelled(&words_job_types[title->type]));
  set(json, "min_job_level", level_json(call, post->min_level));
  set(json, "max_job_level", level_json(call, post->max_level));
  set(json, "address", place_json(&words_places[post->places[0]]));
}

static void set_terms(json_t *json, const struct job_post *post) {
  set(json, "min_salary", shape_number_text(post->min_salary));
  set(json, "max_salary", shape_number_text(post->max_salary));
  set(json, "required_degree", json_integer(post->degree));
  set(json, "experience", json_integer(post->experience));
  set(json, "headcount", json_integer(post->headcount));
  set(json, "high_light_list", highlights_json(post));
}

static void set_texts(json_t *json, const struct job_post *post) {
  const struct job_title *title = &words_job_titles[post->title];
  char text[512];
  snprintf(text, sizeof text,
           "1. 负责%s相关工作；\n2. 与产品、设计和业务团队紧密合作；\n"
           "3. 持续改进质量与效率。",
           title->subject.zh);
  set(json, "description", json_string(text));
  snprintf(text, sizeof text,
           "1. 有%s经验者优先 (%s)；\n2. 良好的沟通与自驱力。",
           title->subject.zh, title->subject.en);
  set(json, "requirement", json_string(text));
}

static void set_origin(json_t *json, const struct call *call,
                       const struct job_post *post) {
  set(json, "creator", creator_json(call, post));
  set(json, "create_time", shape_number_text(post->create_ms));
  set(json, "modify_time", shape_number_text(post->modify_ms));
  set(json, "customized_data_list", custom_field_list_json(post));

  const struct job_title *title = &words_job_titles[post->title];
  set(json, "job_function", shape_labelled(&words_functions[title->function]));
  // Only campus jobs belong to a project.
  if (post->process_type == CAMPUS) {
    set(json, "subject", shape_labelled(&words_subjects[post->subject]));
  }
  set(json, "address_list", places_json(post));
}

static json_t *job_post_json(const struct call *call,
                             const struct job_post *post) {
  json_t *json = memory_need(json_object());
  set_identity(json, post);
  set_position(json, call, post);
  set_terms(json, post);
  set_texts(json, post);
  set_origin(json, call, post);
  return json;
}

static void answer(struct call *call) {
  struct text id = call->values[JOB_POST_ID].text;
  if (text_is(id, "6701528341100366094")) {
    reply_example(call->reply, &example_referral_website_job_post_get);
    return;
  }
  const struct job_post *post = company_job_post(call->simulator->company, id);
  if (post == NULL) {
    reply_problem(call->reply, PROBLEM_JOB_POST);
    return;
  }
  reply_data(call->reply, call->endpoint->msg,
             json_pack("{s:o}", "job_post", job_post_json(call, post)));
}

const struct endpoint job_post_get = {
    .name = "hire.referral_website.job_post.get",
    .method = "GET",
    .path = "/open-apis/hire/v1/referral_websites/job_posts/:job_post_id",
    .msg = "SUCCESS",
    .custom_scope = "hire:referral_website:readonly",
    .limits = {{50, 1000}, {1000, 60000}},
    .params = params,
    .answer = answer,
};
