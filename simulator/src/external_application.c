// SPDX-License-Identifier: MIT
#include "memory.h"
#include "page_token.h"
#include "param.h"
#include "resources.h"
#include "shape.h"
#include "simulator.h"
#include "words.h"

enum { TALENT_ID, PAGE_SIZE, PAGE_TOKEN };

static const struct param params[] = {
    {.name = "talent_id", .place = PARAM_QUERY, .required = true},
    {.name = "page_size",
     .place = PARAM_QUERY,
     .type = PARAM_INTEGER,
     .min = 1,
     .max = 20,
     .absent = 10},
    {.name = "page_token", .place = PARAM_QUERY},
    {.name = NULL},
};

// A part of a talent's applications.
struct page {
  uint32_t first;
  uint32_t end;
  bool has_more;
  bool has_token;
  uint32_t next; // where the token leads
};

static const struct external *externals_of(const struct call *call,
                                           const struct talent *talent) {
  return &call->simulator->company->externals[talent->first_external];
}

static struct page_token token_at(const struct call *call,
                                  const struct talent *talent,
                                  uint32_t offset) {
  // Only faults lead back to the start.
  if (offset == 0) return (struct page_token){0, 0, talent->id};
  const struct external *before = &externals_of(call, talent)[offset - 1];
  return (struct page_token){offset, before->create_ms, talent->id};
}

// Finds the page that is asked for. False if the token was not given out for
// this talent.
static bool find_page(const struct call *call, const struct talent *talent,
                      struct page *page) {
  struct text text = call->values[PAGE_TOKEN].text;
  uint64_t first = 0;
  // An empty token is the platform's first page, as none is.
  if (text.length > 0) {
    if (!page_token_offset(text, &first)) return false;
    if (first >= talent->external_count) return false;
    struct page_token token = token_at(call, talent, (uint32_t)first);
    if (!page_token_is(text, &token)) return false;
  }
  uint64_t end = first + (uint64_t)call->values[PAGE_SIZE].number;
  page->first = (uint32_t)first;
  page->end =
      end < talent->external_count ? (uint32_t)end : talent->external_count;
  page->has_more = page->end < talent->external_count;
  page->has_token = page->has_more;
  page->next = page->end;
  return true;
}

// Rows that the next page would have brought are gone, and so are the last
// ones of this page.
static void shrink(struct page *page, uint64_t rows) {
  uint32_t have = page->end - page->first;
  page->end = rows < have ? page->end - (uint32_t)rows : page->first;
  page->has_more = false;
  page->has_token = false;
}

// What the paging faults make of a page.
static void bend_page(const struct call *call, struct page *page) {
  const struct fault_hit *fault = &call->request->fault;
  uint32_t size = (uint32_t)call->values[PAGE_SIZE].number;
  if (fault_is(fault, FAULT_PAGE_EMPTY)) {
    // The rows come with the next page, so that nothing is lost.
    page->end = page->first;
    page->next = page->first;
    page->has_more = true;
    page->has_token = true;
  } else if (fault_is(fault, FAULT_PAGE_TOKEN_MISSING)) {
    page->has_more = true;
    page->has_token = false;
  } else if (fault_is(fault, FAULT_PAGE_TOKEN_SAME)) {
    page->next = page->first;
    page->has_more = true;
    page->has_token = true;
  } else if (fault_is(fault, FAULT_PAGE_TOKEN_CYCLE) && page->first > 0) {
    page->next = page->first > size ? page->first - size : 0;
    page->has_more = true;
    page->has_token = true;
  } else if (fault_is(fault, FAULT_PAGE_SHRINK)) {
    shrink(page, (uint64_t)fault->values[0]);
  }
}

static json_t *external_json(const struct external *external,
                             const struct talent *talent) {
  const struct termination *end = &words_terminations[external->termination];
  return memory_need(json_pack(
      "{s:o, s:i, s:s, s:s, s:s, s:o, s:s, s:i, s:I, s:I, s:s}", "id",
      shape_number_text(external->id), "job_recruitment_type",
      (int)external->recruitment_type, "job_title",
      words_job_titles[external->title].name.zh, "resume_source",
      words_sources[external->source], "stage", words_stages[external->stage],
      "talent_id", shape_number_text(talent->id), "termination_reason",
      end->reason, "delivery_type", (int)external->delivery_type, "modify_time",
      (json_int_t)external->modify_ms, "create_time",
      (json_int_t)external->create_ms, "termination_type", end->type));
}

static json_t *page_json(const struct call *call, const struct talent *talent,
                         struct page page) {
  json_t *items = memory_need(json_array());
  for (uint32_t i = page.first; i < page.end; i++) {
    const struct external *external = &externals_of(call, talent)[i];
    json_array_append_new(items, external_json(external, talent));
  }
  json_t *data = memory_need(
      json_pack("{s:o, s:b}", "items", items, "has_more", (int)page.has_more));
  if (page.has_token) {
    char text[PAGE_TOKEN_TEXT_MAX];
    struct page_token next = token_at(call, talent, page.next);
    page_token_write(&next, text);
    json_object_set_new(data, "page_token", json_string(text));
  }
  return data;
}

// The documented talent: the documented page, and the documented token, after
// which nothing comes.
static void answer_example(struct call *call) {
  static const char documented[] = "eyJvZmZzZXQiOjEwLCJ0aW1lc3RhbXAiOjE2Mjc1NT"
                                   "UyMjM2NzIsImlkIjpudWxsfQ==";
  struct text token = call->values[PAGE_TOKEN].text;
  if (token.length == 0) {
    reply_example(call->reply, &example_external_application_list);
  } else if (text_is(token, documented)) {
    reply_data(call->reply, call->endpoint->msg,
               json_pack("{s:[], s:b}", "items", "has_more", 0));
  } else {
    reply_problem(call->reply, PROBLEM_PAGE_TOKEN);
  }
}

static void answer(struct call *call) {
  struct text id = call->values[TALENT_ID].text;
  if (text_is(id, "6960663240925956660")) {
    answer_example(call);
    return;
  }
  const struct talent *talent = company_talent(call->simulator->company, id);
  if (talent == NULL) {
    reply_problem(call->reply, PROBLEM_TALENT);
    return;
  }
  struct page page;
  if (!find_page(call, talent, &page)) {
    reply_problem(call->reply, PROBLEM_PAGE_TOKEN);
    return;
  }
  bend_page(call, &page);
  reply_data(call->reply, call->endpoint->msg, page_json(call, talent, page));
}

const struct endpoint external_application_list = {
    .name = "hire.external_application.list",
    .method = "GET",
    .path = "/open-apis/hire/v1/external_applications",
    .msg = "ok",
    .custom_scope = "hire:external_application",
    .limits = {{20, 1000}},
    .params = params,
    .answer = answer,
};
