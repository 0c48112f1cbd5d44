// SPDX-License-Identifier: MIT
#include "memory.h"
#include "param.h"
#include "resources.h"
#include "shape.h"
#include "simulator.h"

// No search returns more, and there are no pages.
enum { SEARCH_MAX = 200 };

static json_t *referrer_json(const struct call *call,
                             const struct referral *referral,
                             enum id_form form) {
  const struct company *company = call->simulator->company;
  const struct employee *who = &company->employees[referral->employee];
  return shape_id_name(who->ids[form],
                       (struct words){who->name_zh, who->name_en});
}

enum { BY_APPLICATION_ID, BY_APPLICATION_USER_ID_TYPE };

static const struct param by_application_params[] = {
    {.name = "application_id", .place = PARAM_QUERY, .required = true},
    {.name = "user_id_type",
     .place = PARAM_QUERY,
     .type = PARAM_CHOICE,
     .choices = param_user_id_types_with_people_admin},
    {.name = NULL},
};

static json_t *referral_json(const struct call *call,
                             const struct referral *referral) {
  enum id_form form =
      (enum id_form)call->values[BY_APPLICATION_USER_ID_TYPE].choice;
  struct text asked = call->values[BY_APPLICATION_ID].text;
  const struct company *company = call->simulator->company;
  return json_pack("{s:o, s:o, s:I, s:s, s:o}", "id",
                   shape_number_text(referral->id), "application_id",
                   shape_text(asked.bytes, asked.length), "create_time",
                   (json_int_t)referral->create_ms, "referral_user_id",
                   company->employees[referral->employee].ids[form],
                   "referral_user", referrer_json(call, referral, form));
}

static void answer_by_application(struct call *call) {
  struct text id = call->values[BY_APPLICATION_ID].text;
  if (text_is(id, "6134134355464633")) {
    reply_example(call->reply, &example_referral_get_by_application);
    return;
  }
  const struct referral *referral =
      company_referral(call->simulator->company, id);
  // A lookup that finds nothing is a success without a result.
  json_t *data = memory_need(json_object());
  if (referral != NULL) {
    json_object_set_new(data, "referral",
                        memory_need(referral_json(call, referral)));
  }
  reply_data(call->reply, call->endpoint->msg, data);
}

const struct endpoint referral_get_by_application = {
    .name = "hire.referral.get_by_application",
    .method = "GET",
    .path = "/open-apis/hire/v1/referrals/get_by_application",
    .msg = "ok",
    .limits = {{50, 1000}},
    .params = by_application_params,
    .answer = answer_by_application,
};

enum {
  SEARCH_TALENT_ID,
  SEARCH_START_TIME,
  SEARCH_END_TIME,
  SEARCH_USER_ID_TYPE,
};

static const struct param search_params[] = {
    {.name = "talent_id", .place = PARAM_BODY, .required = true},
    {.name = "start_time",
     .place = PARAM_BODY,
     .type = PARAM_MILLIS,
     .absent = 0},
    {.name = "end_time",
     .place = PARAM_BODY,
     .type = PARAM_MILLIS,
     .absent = INT64_MAX},
    {.name = "user_id_type",
     .place = PARAM_QUERY,
     .type = PARAM_CHOICE,
     .choices = param_user_id_types},
    {.name = NULL},
};

static json_t *item_json(const struct call *call,
                         const struct referral *referral) {
  enum id_form form = (enum id_form)call->values[SEARCH_USER_ID_TYPE].choice;
  json_t *application_ids = memory_need(json_array());
  for (size_t i = 0; i < referral->application_count; i++) {
    json_array_append_new(application_ids,
                          shape_number_text(referral->application_ids[i]));
  }
  return memory_need(
      json_pack("{s:o, s:o, s:o, s:o}", "id", shape_number_text(referral->id),
                "application_ids", application_ids, "create_time",
                shape_number_text(referral->create_ms), "referral_user",
                referrer_json(call, referral, form)));
}

// The referrals of `talent` (NULL: nobody) in the range asked for. They stand
// in rising order of time already.
static json_t *items_json(const struct call *call,
                          const struct talent *talent) {
  json_t *items = memory_need(json_array());
  if (talent == NULL) return items;

  uint64_t start_ms = (uint64_t)call->values[SEARCH_START_TIME].number;
  uint64_t end_ms = (uint64_t)call->values[SEARCH_END_TIME].number;
  const struct referral *first =
      &call->simulator->company->referrals[talent->first_referral];
  for (uint32_t i = 0; i < talent->referral_count; i++) {
    if (first[i].create_ms < start_ms) continue;
    if (first[i].create_ms > end_ms) break;
    if (json_array_size(items) == SEARCH_MAX) break;
    json_array_append_new(items, item_json(call, &first[i]));
  }
  return items;
}

static void answer_search(struct call *call) {
  struct text id = call->values[SEARCH_TALENT_ID].text;
  // Before the times are looked at: the documented example's own times lie
  // years after the referral that it shows.
  if (text_is(id, "6930815272790114324")) {
    reply_example(call->reply, &example_referral_search);
    return;
  }
  if (call->values[SEARCH_START_TIME].number >
      call->values[SEARCH_END_TIME].number) {
    reply_problem(call->reply, PROBLEM_TIME_RANGE);
    return;
  }
  const struct talent *talent = company_talent(call->simulator->company, id);
  reply_data(call->reply, call->endpoint->msg,
             json_pack("{s:o}", "items", items_json(call, talent)));
}

const struct endpoint referral_search = {
    .name = "hire.referral.search",
    .method = "POST",
    .path = "/open-apis/hire/v1/referrals/search",
    .msg = "SUCCESS",
    .limits = {{10, 1000}},
    .params = search_params,
    .answer = answer_search,
};
