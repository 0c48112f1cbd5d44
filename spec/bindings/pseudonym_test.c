// SPDX-License-Identifier: MIT

// Pseudonyms: their shapes, and that no two values share one.
#include "pseudonym.h"

#include <stdlib.h>
#include <string.h>

#include "birthday.h"
#include "check.h"
#include "lark.h"
#include "redact.h"

static const lualark_permute_key key = "a key of thirty-two bytes, or so";
static const lualark_permute_key other_key = "another of thirty-two bytes, too";

// The pseudonym of a text; four of them are kept.
static const char *of_with(const lualark_permute_key under,
                           lualark_personal kind, const char *text) {
  static char rooms[4][256];
  static unsigned next;
  char *room = rooms[next++ % 4];
  lark_text out = {0};
  lualark_pseudonym_text(under, kind, text, strlen(text), &out);
  CHECK(!out.failed);
  snprintf(room, sizeof rooms[0], "%.*s", (int)out.length_bytes,
           out.bytes != NULL ? out.bytes : "");
  lark_text_clear(&out);
  return room;
}

static const char *of(lualark_personal kind, const char *text) {
  return of_with(key, kind, text);
}

static const char *of_json(const char *fields, const char *endpoint,
                           const char *json) {
  static char room[4096];
  lualark_redaction how = {{fields}, key};
  lark_text out = {0};
  CHECK(lualark_redact_json(&how, endpoint, json, strlen(json), &out));
  snprintf(room, sizeof room, "%.*s", (int)out.length_bytes, out.bytes);
  lark_text_clear(&out);
  return room;
}

static void check_text(const char *found, const char *wanted, int line) {
  if (strcmp(found, wanted) == 0) return;
  fprintf(stderr, "line %d: \"%s\", not \"%s\"\n", line, found, wanted);
  check_failed++;
}

#define CHECK_TEXT(found, wanted) check_text(found, wanted, __LINE__)

// ------------------------------------------------------------------- stability

static void test_they_are_stable(void) {
  static const lualark_personal kinds[] = {
      LUALARK_EMAIL,  LUALARK_MOBILE, LUALARK_IDENTIFICATION, LUALARK_BIRTHDAY,
      LUALARK_SALARY, LUALARK_NAME,   LUALARK_OTHER};
  for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
    const char *text =
        kinds[i] == LUALARK_BIRTHDAY ? "1990-02-28" : "13800138000";
    CHECK(strcmp(of(kinds[i], text), of(kinds[i], text)) == 0);
    CHECK(strcmp(of(kinds[i], text), text) != 0);
    CHECK(strcmp(of(kinds[i], text), of_with(other_key, kinds[i], text)) != 0);
    CHECK(strcmp(of(kinds[i], ""), "") == 0);
  }
  // These are in recordings: a later version must not make others.
  CHECK_TEXT(of(LUALARK_MOBILE, "13800138000"), "17624650508");
  CHECK_TEXT(of(LUALARK_EMAIL, "a@b.cn"), "c1ac205a664c@example.com");
  CHECK_TEXT(of(LUALARK_BIRTHDAY, "1990-02-28"), "1992-06-02");
}

// All numbers of four digits become all numbers of four digits.
static void test_no_two_share_one(void) {
  enum { ALL = 10000 };
  bool *taken = calloc(ALL, sizeof *taken);
  for (int i = 0; i < ALL; i++) {
    char text[8];
    snprintf(text, sizeof text, "%04d", i);
    int found = atoi(of(LUALARK_IDENTIFICATION, text));
    CHECK(found >= 0 && found < ALL && !taken[found]);
    taken[found] = true;
  }
  free(taken);
}

static void test_no_two_birthdays_share_one(void) {
  enum { FIRST = -25567, LAST = 47482, ALL = LAST - FIRST };
  bool *taken = calloc(ALL, sizeof *taken);
  for (int64_t day = FIRST; day < LAST; day += 7) {
    int64_t moment = day * 86400 + 3600;
    int64_t found = lualark_birthday_moment(key, moment);
    int64_t its = (found - 3600) / 86400;
    CHECK((found - 3600) % 86400 == 0 && its >= FIRST && its < LAST);
    CHECK(!taken[its - FIRST]);
    CHECK((day >= -7305 && day < 14610) == (its >= -7305 && its < 14610));
    taken[its - FIRST] = true;
  }
  free(taken);
  CHECK(lualark_birthday_moment(key, 631152000000) % 86400000 == 0);
  CHECK(lualark_birthday_moment(key, INT64_MAX) == INT64_MAX);
  CHECK(lualark_birthday_moment(key, INT64_MIN) == INT64_MIN);
}

// ---------------------------------------------------------------------- shapes

// '0' stands for a digit, '~' for a hexadecimal one, others for
// themselves.
static bool is_shaped(const char *text, const char *shape) {
  if (strlen(text) != strlen(shape)) return false;
  for (; *text != '\0'; text++, shape++) {
    bool is_digit = *text >= '0' && *text <= '9';
    bool is_hex = is_digit || (*text >= 'a' && *text <= 'f');
    if (*shape == '0' ? !is_digit : *shape == '~' ? !is_hex : *text != *shape)
      return false;
  }
  return true;
}

static void test_they_keep_the_shape(void) {
  CHECK(is_shaped(of(LUALARK_EMAIL, "zhang@corp.cn"),
                  "~~~~~~~~~~~~@example.com"));
  CHECK_TEXT(of(LUALARK_EMAIL, "Zhang@Corp.cn"),
             of(LUALARK_EMAIL, "zhang@corp.cn"));
  CHECK(is_shaped(of(LUALARK_MOBILE, "13800138000"), "10000000000"));
  CHECK(
      is_shaped(of(LUALARK_MOBILE, "+86 138-0013-8000"), "+86 100-0000-0000"));
  CHECK(is_shaped(of(LUALARK_MOBILE, "+4915123456789"), "+4910000000000"));
  CHECK(is_shaped(of(LUALARK_MOBILE, "+35312345678"), "+35310000000"));
  // With and without the country code: the same number.
  CHECK_TEXT(of(LUALARK_MOBILE, "+8613800138000") + 3,
             of(LUALARK_MOBILE, "13800138000"));
  CHECK(strlen(of(LUALARK_IDENTIFICATION, "11010519491231002X")) == 18);
  CHECK(is_shaped(of(LUALARK_BIRTHDAY, "1990-12-31"), "0000-00-00"));
  CHECK(is_shaped(of(LUALARK_BIRTHDAY, "1990/12/31"), "0000/00/00"));
  CHECK(is_shaped(of(LUALARK_BIRTHDAY, "19901231"), "00000000"));
  CHECK(
      is_shaped(of(LUALARK_BIRTHDAY, "1990-12-31 08:00"), "0000-00-00 08:00"));
  CHECK(is_shaped(of(LUALARK_SALARY, "12,000.00 CNY"), "00,000.00 CNY"));
  CHECK(of(LUALARK_SALARY, "12,000.00")[0] != '0');
  CHECK(is_shaped(of(LUALARK_NAME, "张三"), "Person ~~~~~~~~~~~~"));
  CHECK(
      is_shaped(of(LUALARK_NAME, "张三的简历.PDF"), "Person ~~~~~~~~~~~~.PDF"));
  // A word behind a full stop may be a surname.
  CHECK(is_shaped(of(LUALARK_NAME, "A.Smith"), "Person ~~~~~~~~~~~~"));
  CHECK(is_shaped(of(LUALARK_MOBILE, "none"), "text ~~~~~~~~~~~~"));
  CHECK(is_shaped(of(LUALARK_OTHER, "a note"), "text ~~~~~~~~~~~~"));
}

static void test_the_same_date_in_any_form(void) {
  char plain[16], slashed[16];
  snprintf(plain, sizeof plain, "%s", of(LUALARK_BIRTHDAY, "1990-12-31"));
  snprintf(slashed, sizeof slashed, "%s", of(LUALARK_BIRTHDAY, "1990/12/31"));
  for (char *at = slashed; *at != '\0'; at++)
    if (*at == '/') *at = '-';
  CHECK_TEXT(plain, slashed);
  CHECK(is_shaped(of(LUALARK_BIRTHDAY, "631152000000"), "000000000000") ||
        of(LUALARK_BIRTHDAY, "631152000000")[0] == '-');
}

static void test_numbers_stay_numbers(void) {
  static const char *const numbers[] = {"15000",
                                        "-15000",
                                        "0.5",
                                        "12.25",
                                        "1e+300",
                                        "9223372036854775807",
                                        "-9223372036854775808",
                                        "7",
                                        "1.0000000000000002"};
  for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
    char json[80];
    snprintf(json, sizeof json, "{\"salary\":%s}", numbers[i]);
    const char *found = of_json("default", "", json);
    lark_document *document = NULL;
    CHECK(lark_document_parse(found, strlen(found), &document, NULL) ==
          LARK_OK);
    lark_json salary = lark_json_get(lark_document_root(document), "salary");
    CHECK(lark_json_type(salary) == LARK_INTEGER ||
          lark_json_type(salary) == LARK_NUMBER);
    lark_document_free(document);
  }
  CHECK_TEXT(of_json("default", "", "{\"salary\":0}"), "{\"salary\":0}");
  CHECK(strlen(of_json("default", "", "{\"salary\":15000}")) == 16);
}

// --------------------------------------------------------------------- members

static void test_members_are_found_at_any_depth(void) {
  const char *found = of_json(
      "default", "hire.talent.get",
      "{ \"data\" : {\"talent\":{\"id\":\"7\",\"basic_info\":{\"name\":\"Li\","
      "\"mobile\":{\"code\":\"86\",\"number\":\"13800138000\"},"
      "\"email_list\":[\"a@b.cn\",null,true],\"identification\":"
      "{\"identification_type\":1,\"identification_number\":\"E1234\"}}}}}");
  CHECK(strstr(found, "\"id\":\"7\"") != NULL);
  CHECK(strstr(found, "\"name\":\"Person ") != NULL);
  CHECK(strstr(found, "\"code\":\"86\"") != NULL);
  CHECK(strstr(found, "13800138000") == NULL);
  CHECK(strstr(found, "@example.com\",null,true]") != NULL);
  CHECK(strstr(found, "\"identification_type\":1") != NULL);
  CHECK(strstr(found, "E1234") == NULL);
}

static void test_names_of_things_stay(void) {
  CHECK_TEXT(of_json("default", "hire.job.list",
                     "{\"data\":{\"items\":[{\"name\":\"Cook\"}]}}"),
             "{\"data\":{\"items\":[{\"name\":\"Cook\"}]}}");
  CHECK(strstr(of_json("default", "hire.talent.list",
                       "{\"data\":{\"items\":[{\"name\":\"Cook\"}]}}"),
               "Cook") == NULL);
  CHECK(strstr(of_json("default", "GET",
                       "{\"data\":{\"items\":[{\"name\":\"Cook\"}]}}"),
               "Cook") == NULL);
  CHECK_TEXT(of_json("default", "hire.talent.get",
                     "{\"job_type\":{\"name\":{\"zh_cn\":\"全职\"}}}"),
             "{\"job_type\":{\"name\":{\"zh_cn\":\"全职\"}}}");
  CHECK(strstr(of_json("default", "hire.job.get",
                       "{\"recruiter\":{\"name\":{\"zh_cn\":\"全职\"}}}"),
               "全职") == NULL);
}

static void test_fields_are_chosen(void) {
  static const char json[] = "{\"email\":\"a@b.cn\",\"content\":\"a\"}";
  CHECK(strstr(of_json("mobile", "", json), "a@b.cn") != NULL);
  CHECK(strstr(of_json("email", "", json), "a@b.cn") == NULL);
  CHECK(strstr(of_json("default", "", json), "\"content\":\"a\"") != NULL);
  CHECK(strstr(of_json("default,content", "", json), "\"content\":\"text ") !=
        NULL);
  CHECK(lualark_personal_is_list("default,content_2"));
  CHECK(!lualark_personal_is_list("") && !lualark_personal_is_list("a,") &&
        !lualark_personal_is_list(",a") && !lualark_personal_is_list("a b"));
}

static void test_json_inside_of_texts(void) {
  const char *found = of_json(
      "default", "im.message.create",
      "{\"content\":\"{\\\"email\\\": \\\"a@b.cn\\\"}\",\"x\":\"{no\"}");
  CHECK(strstr(found, "\"content\":\"{\\\"email\\\":\\\"") != NULL);
  CHECK(strstr(found, "a@b.cn") == NULL);
  CHECK(strstr(found, "\"x\":\"{no\"") != NULL);
}

// Texts in texts: where one is too deep to be looked through, it goes.
static void test_json_deep_inside_of_texts(void) {
  char text[2000] = "{\"email\":\"a@b.cn\"}";
  for (int depth = 0; depth < 6; depth++) {
    lark_text outer = {0};
    lark_text_add_string(&outer, "{\"t\":");
    lark_text_add_json_string(&outer, text, strlen(text));
    lark_text_add_char(&outer, '}');
    snprintf(text, sizeof text, "%.*s", (int)outer.length_bytes, outer.bytes);
    lark_text_clear(&outer);
    CHECK(strstr(of_json("default", "", text), "a@b.cn") == NULL);
  }
}

static void test_paths(void) {
  lualark_redaction how = {{"default"}, key};
  lark_text out = {0};
  lualark_redact_path(&how, "hire.talent.list",
                      "/open-apis/x/7?page_size=2&email=a%40b.cn&mobile&z=%20",
                      &out);
  lark_text_add_char(&out, '\0');
  CHECK(strstr(out.bytes, "/open-apis/x/7?page_size=2&email=") == out.bytes);
  CHECK(strstr(out.bytes, "%40example.com&mobile&z=%20") != NULL);
  CHECK(strstr(out.bytes, "a%40b.cn") == NULL);
  lark_text_clear(&out);
}

// ----------------------------------------------------------------- the catalog

// The members of the catalog inside of which a name is kept, each followed by a
// space, sorted. One that is new here must be of things alone.
static const char kept_in[] =
    "ability_list additional_item_list address address_info address_list "
    "agency application_preferred_city_list assessment_round "
    "assessment_template channel children children_list city city_list "
    "company_main_body country current_city custom_field_list "
    "customized_data_list data_permissions department department_list "
    "detail_list dimension_assessment_list dimension_option "
    "dimension_options dimension_score dimension_score_list dimensions "
    "district employee_type entity ext_item_info_list "
    "external_background_check feature_permissions high_light_list "
    "highlight_list hometown_city internship_offer_apply_schema "
    "interview_assessment_template_info interview_feedback_form "
    "interview_registration interview_registration_schema "
    "interview_registration_schema_info interview_round_type "
    "interview_score job job_category job_department job_function job_info "
    "job_process job_recruitment_type job_requirement job_requirement_list "
    "job_requirement_schema job_schema job_sequence_info job_type "
    "label_list level location location_info management_permissions "
    "max_job_level max_level min_job_level min_level module_list modules "
    "nationality object_list objects offer_application_form "
    "offer_apply_form offer_apply_schema offer_approval_template "
    "offer_custom_field offer_process_conf onboard_address "
    "onboard_registration onboard_registration_schema_info option "
    "option_items option_list options package_list paper_list "
    "portal_apply_schema portal_website_apply_form_schema_info "
    "preferred_city_list recruitment_type registration_schema "
    "related_job_list resume_source resume_source_info resume_source_list "
    "role sequence stage stage_list state storefront_list subject table "
    "tag_list talent_folder_ref_list_v2 talent_object "
    "talent_pool_ref_list_v2 talent_tag talent_time_zone target_major_list "
    "termination_reason website_channel_list work_address ";

enum { MOST_KEPT = 300 };

static const char *kept[MOST_KEPT];
static size_t kept_count;

static void note(const char *parent) {
  for (size_t i = 0; i < kept_count; i++)
    if (strcmp(kept[i], parent) == 0) return;
  if (kept_count < MOST_KEPT) kept[kept_count++] = strdup(parent);
}

static void walk(const lark_field *const *fields, size_t count,
                 const char *parent) {
  static const lualark_personal_fields all = {"default"};
  for (size_t i = 0; i < count; i++) {
    const lark_field *field = fields[i];
    const char *name = field->name;
    bool is_name = strcmp(name, "name") == 0 || strcmp(name, "en_name") == 0 ||
                   strcmp(name, "zh_name") == 0;
    if (is_name && lualark_personal_kind(&all, parent, name) != LUALARK_NAME)
      note(parent);
    const char *inner = strcmp(name, "items") == 0 ? parent : name;
    walk(field->fields, field->field_count, inner);
    for (const lark_field *item = field->item; item != NULL; item = item->item)
      walk(item->fields, item->field_count, inner);
  }
}

static int by_text(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void test_names_that_are_kept_are_of_things(void) {
  for (size_t i = 0; i < lark_endpoint_count(); i++) {
    const lark_endpoint *endpoint = lark_endpoint_at(i);
    const char *end = strrchr(endpoint->name, '.');
    const char *start = end;
    char resource[64];
    while (start > endpoint->name && start[-1] != '.')
      start--;
    snprintf(resource, sizeof resource, "%.*s", (int)(end - start), start);
    walk(endpoint->params, endpoint->param_count, resource);
    walk(endpoint->returns, endpoint->return_count, resource);
  }
  qsort(kept, kept_count, sizeof *kept, by_text);
  lark_text found = {0};
  for (size_t i = 0; i < kept_count; i++) {
    lark_text_add_string(&found, kept[i]);
    lark_text_add_char(&found, ' ');
    free((char *)kept[i]);
  }
  lark_text_add_char(&found, '\0');
  CHECK_TEXT(found.bytes, kept_in);
  lark_text_clear(&found);
}

int main(void) {
  test_they_are_stable();
  test_no_two_share_one();
  test_no_two_birthdays_share_one();
  test_they_keep_the_shape();
  test_the_same_date_in_any_form();
  test_numbers_stay_numbers();
  test_members_are_found_at_any_depth();
  test_names_of_things_stay();
  test_fields_are_chosen();
  test_json_inside_of_texts();
  test_json_deep_inside_of_texts();
  test_paths();
  test_names_that_are_kept_are_of_things();
  return check_failures();
}
