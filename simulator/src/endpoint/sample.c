// SPDX-License-Identifier: MIT
#include "sample.h"

#include "draw.h"
#include "memory.h"
#include "random.h"
#include "text.h"
#include "topic.h"
#include "value.h"
#include "words.h"

#include <stdio.h>
#include <string.h>

// One value that is drawn.
struct drawing {
  const struct sample_scope *scope;
  const json_t *schema;
  const char *name;          // of the member, or of the list that it stands in
  const struct topic *topic; // what it is about; NULL: jobs
  uint64_t key;
  uint64_t kin; // the key that is shared with the names beside it
};

static uint64_t pick(const struct drawing *drawing, uint64_t count) {
  return random_mix(drawing->key) % count;
}

static json_t *text(const char *string) {
  return memory_need(json_string(string));
}

// ---- Texts. ----

static const struct employee *employee_of(const struct drawing *drawing) {
  const struct company *company = drawing->scope->company;
  return &company->employees[pick(drawing, company->employee_count)];
}

static json_t *draw_user(const struct drawing *drawing) {
  static const char *const forms[] = {"open_id", "union_id", "user_id",
                                      "people_admin_id"};
  char unused[TEXT_NUMBER_MAX];
  const json_t *type = json_object_get(drawing->scope->params, "user_id_type");
  struct text wanted = text_of_json(type, unused);
  size_t form = ID_FORM_COUNT - 1;
  while (form > ID_OPEN && !text_is(wanted, forms[form])) {
    form--;
  }
  return text(employee_of(drawing)->ids[form]);
}

static uint64_t draw_ms(const struct drawing *drawing) {
  return draw_first_ms + pick(drawing, draw_last_ms - draw_first_ms);
}

static json_t *draw_id_text(const struct drawing *drawing) {
  uint64_t second = draw_ms(drawing) / 1000;
  return text_number_json(second << 32 | random_mix(drawing->key + 1) >> 32);
}

static json_t *draw_url(const struct drawing *drawing) {
  char url[96];
  snprintf(url, sizeof url, "https://hire.example.com/files/%016llx",
           (unsigned long long)random_mix(drawing->key));
  return text(url);
}

static json_t *draw_day(const struct drawing *drawing) {
  char day[48];
  snprintf(day, sizeof day, "20%02u-%02u-%02u",
           15 + (unsigned)pick(drawing, 10), 1 + (unsigned)(drawing->key % 12),
           1 + (unsigned)(drawing->key % 28));
  if (strcmp(value_type(drawing->schema), "month") == 0) day[7] = '\0';
  return text(day);
}

// A name in both languages: the same for the members that stand together.
static struct words words_of(const struct drawing *drawing) {
  uint64_t chosen = random_mix(drawing->kin);
  const struct topic *topic = drawing->topic;
  if (topic == NULL) {
    return words_job_titles[chosen % words_job_title_count].name;
  }
  if (topic->list != NULL) return topic->list[chosen % topic->count];
  const struct company *company = drawing->scope->company;
  const struct employee *person =
      &company->employees[chosen % company->employee_count];
  return (struct words){person->name_zh, person->name_en};
}

static json_t *draw_zh(const struct drawing *drawing) {
  return text(words_of(drawing).zh);
}

static json_t *draw_en(const struct drawing *drawing) {
  return text(words_of(drawing).en);
}

static json_t *draw_sentence(const struct drawing *drawing) {
  return text(topic_sentence(pick(drawing, 100)));
}

static json_t *draw_code(const struct drawing *drawing) {
  char code[16];
  snprintf(code, sizeof code, "A%06u", (unsigned)pick(drawing, 1000000));
  return text(code);
}

static json_t *draw_country_code(const struct drawing *drawing) {
  (void)drawing;
  return text("CN_1");
}

static json_t *draw_calling_code(const struct drawing *drawing) {
  (void)drawing;
  return text("86");
}

static json_t *draw_digits(const struct drawing *drawing) {
  char digits[24];
  snprintf(digits, sizeof digits, "%u", 1 + (unsigned)pick(drawing, 50000));
  return text(digits);
}

static json_t *draw_email(const struct drawing *drawing) {
  return text(employee_of(drawing)->email);
}

static json_t *draw_mobile(const struct drawing *drawing) {
  return text(employee_of(drawing)->mobile);
}

static json_t *draw_currency(const struct drawing *drawing) {
  (void)drawing;
  return text(words_currencies[0]);
}

// How texts look, by what their name ends in; the first that fits. The rest is
// named in Chinese.
static const struct look {
  const char *ending;
  json_t *(*draw)(const struct drawing *drawing);
} looks[] = {
    {"en_us", draw_en},
    {"en_name", draw_en},
    {"email", draw_email},
    {"mobile_code", draw_calling_code},
    {"mobile", draw_mobile},
    {"mobile_number", draw_mobile},
    {"currency", draw_currency},
    {"currency_type", draw_currency},
    {"country_code", draw_country_code},
    {"city_code", draw_country_code},
    {"location_code", draw_country_code},
    {"nationality_code", draw_country_code},
    {"code", draw_code},
    {"desc", draw_sentence},
    {"description", draw_sentence},
    {"requirement", draw_sentence},
    {"content", draw_sentence},
    {"comment", draw_sentence},
    {"note", draw_sentence},
    {"remark", draw_sentence},
    {"evaluation", draw_sentence},
    {"salary", draw_digits},
    {"number", draw_digits},
    {"score", draw_digits},
    {"link", draw_url},
};

static bool ends_in(const char *name, const char *ending) {
  size_t length = strlen(name);
  size_t wanted = strlen(ending);
  return length >= wanted && strcmp(name + length - wanted, ending) == 0;
}

static json_t *draw_text(const struct drawing *drawing) {
  for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
    if (ends_in(drawing->name, looks[i].ending)) return looks[i].draw(drawing);
  }
  return draw_zh(drawing);
}

// ---- Numbers. ----

static json_t *draw_time_text(const struct drawing *drawing) {
  return text_number_json(draw_ms(drawing));
}

static json_t *draw_seconds_text(const struct drawing *drawing) {
  return text_number_json(draw_ms(drawing) / 1000);
}

static json_t *draw_time_number(const struct drawing *drawing) {
  return json_integer((json_int_t)draw_ms(drawing));
}

static json_t *draw_seconds_number(const struct drawing *drawing) {
  return json_integer((json_int_t)(draw_ms(drawing) / 1000));
}

static json_t *draw_integer(const struct drawing *drawing) {
  return json_integer(1 + (json_int_t)pick(drawing, 20));
}

static json_t *draw_number(const struct drawing *drawing) {
  return json_real(0.5 + (double)pick(drawing, 100));
}

static json_t *draw_boolean(const struct drawing *drawing) {
  return json_boolean(pick(drawing, 2) == 1);
}

static json_t *draw_scalar(const struct drawing *drawing) {
  static const struct look by_type[] = {
      {"string", draw_text},      {"id", draw_id_text},
      {"user", draw_user},        {"url", draw_url},
      {"time", draw_time_text},   {"seconds", draw_seconds_text},
      {"month", draw_day},        {"date", draw_day},
      {"integer", draw_integer},  {"ms", draw_time_number},
      {"s", draw_seconds_number}, {"number", draw_number},
      {"boolean", draw_boolean},
  };
  const json_t *choices = json_object_get(drawing->schema, "enum");
  size_t count = json_array_size(choices);
  if (count > 0)
    return json_incref(json_array_get(choices, pick(drawing, count)));
  const char *type = value_type(drawing->schema);
  for (size_t i = 0; i < sizeof by_type / sizeof *by_type; i++) {
    if (strcmp(by_type[i].ending, type) == 0) {
      return memory_need(by_type[i].draw(drawing));
    }
  }
  return json_null();
}

// ---- What is given. ----

// The company keeps times in milliseconds, as integers, and a parameter may
// have another type than the member of that name.
static json_t *convert(const struct drawing *drawing, const json_t *given) {
  char buffer[TEXT_NUMBER_MAX];
  int64_t number;
  const char *type = value_type(drawing->schema);
  struct text as_text = text_of_json(given, buffer);
  bool is_number = text_integer(as_text, &number);
  // Anything above is no second of this age.
  bool is_ms = is_number && number > 100000000000;
  if (is_ms && strcmp(type, "s") == 0) return json_integer(number / 1000);
  if (is_ms && strcmp(type, "seconds") == 0) {
    return text_number_json((uint64_t)number / 1000);
  }
  if (value_fits(drawing->schema, given)) return json_incref((json_t *)given);
  json_t *converted = value_from_text(drawing->schema, as_text);
  bool scalar = as_text.length > 0;
  if (scalar && converted != NULL) return converted;
  json_decref(converted);
  return draw_scalar(drawing);
}

static json_t *fill(const struct drawing *drawing, const json_t *given);

// Finds the value of that name in `drawing`.
static struct drawing member_of(const struct drawing *drawing,
                                const json_t *schema, const char *name,
                                uint64_t key) {
  const struct topic *topic = topic_find(name);
  return (struct drawing){.scope = drawing->scope,
                          .schema = schema,
                          .name = name,
                          .topic = topic != NULL ? topic : drawing->topic,
                          .key = key,
                          .kin = key};
}

static json_t *fill_object(const struct drawing *drawing, const json_t *given) {
  // An object of unknown members stays as it is.
  if (given != NULL && json_object_get(drawing->schema, "fields") == NULL) {
    return json_incref((json_t *)given);
  }
  json_t *object = memory_need(json_object());
  const json_t *fields = json_object_get(drawing->schema, "fields");
  const json_t *id = json_object_get(given, "id");
  uint64_t key = drawing->key;
  if (json_is_string(id)) {
    char unused[TEXT_NUMBER_MAX];
    key = text_hash(text_of_json(id, unused)) ^ drawing->scope->company->seed;
  }
  const char *name;
  json_t *schema;
  json_object_foreach((json_t *)fields, name, schema) {
    const json_t *value = json_object_get(given, name);
    if (json_is_null(value)) continue;
    struct drawing member =
        member_of(drawing, schema, name, text_hash_more(key, text_of(name)));
    member.kin = key;
    json_object_set_new(object, name, fill(&member, value));
  }
  return object;
}

// A list that is given keeps its length; another one has one or two entries.
static json_t *fill_list(const struct drawing *drawing, const json_t *given) {
  json_t *list = memory_need(json_array());
  const json_t *schema = json_object_get(drawing->schema, "items");
  bool is_given = json_is_array(given);
  size_t count = is_given ? json_array_size(given) : 1 + pick(drawing, 2);
  for (size_t i = 0; i < count; i++) {
    struct drawing entry =
        member_of(drawing, schema, drawing->name, random_mix(drawing->key + i));
    entry.kin = entry.key;
    json_array_append_new(list, fill(&entry, json_array_get(given, i)));
  }
  return list;
}

static json_t *fill(const struct drawing *drawing, const json_t *given) {
  const char *type = value_type(drawing->schema);
  if (strcmp(type, "object") == 0) {
    return fill_object(drawing, json_is_object(given) ? given : NULL);
  }
  if (strcmp(type, "array") == 0) return fill_list(drawing, given);
  if (given == NULL) return draw_scalar(drawing);
  return convert(drawing, given);
}

json_t *sample_fill(const json_t *schema, const json_t *given, uint64_t key,
                    const struct sample_scope *scope) {
  struct drawing root = {.scope = scope,
                         .schema = schema,
                         .name = "",
                         .topic = topic_find(scope->about),
                         .key = key,
                         .kin = key};
  return fill(&root, given);
}
