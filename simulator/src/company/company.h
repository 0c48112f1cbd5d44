// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_COMPANY_H
#define SIMULATOR_COMPANY_H

#include "id_map.h"
#include "records.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The invented company. Most of it is drawn once, from a seed, and never
/// changes; what calls make and change lies over it as records. All drawn times
/// lie between 2021 and 2024, whatever the clock says.
/// Small numbers such as `title` or `city` are indices into words.h.

/// The forms of a user id, in the order of the API's enum.
enum id_form { ID_OPEN, ID_UNION, ID_USER, ID_PEOPLE_ADMIN, ID_FORM_COUNT };

/// An employee, who refers candidates, creates job posts and has an account.
struct employee {
  char ids[ID_FORM_COUNT][40];
  char name_zh[32];
  char name_en[48];
  char email[80];
  char mobile[16];
};

struct cash {
  uint8_t currency;
  int64_t cents;
};

enum { ACCOUNT_CASH_MAX = 4, JOB_PLACES_MAX = 3, JOB_HIGHLIGHTS_MAX = 4 };

/// The bonus account of one employee.
struct account {
  uint64_t id;
  uint32_t employee;
  int status; ///< 1 usable, 2 stopped
  int64_t points;
  struct cash cash[ACCOUNT_CASH_MAX];
  size_t cash_count;
};

struct referral {
  uint64_t id;
  uint64_t application_ids[2]; ///< the original, and after a transfer
  size_t application_count;    ///< 0: a referral without a job
  uint64_t create_ms;
  uint32_t employee;
};

/// An application that a talent made in another system.
struct external {
  uint64_t id;
  uint64_t create_ms;
  uint64_t modify_ms;
  uint8_t title;
  uint8_t source;
  uint8_t stage;
  uint8_t termination;
  uint8_t delivery_type;
  uint8_t recruitment_type;
};

/// A candidate. Referrals and applications stand together, by talent and
/// then by time, so a talent holds ranges.
struct talent {
  uint64_t id;
  uint32_t first_referral, referral_count;
  uint32_t first_external, external_count;
};

/// A field that a company added to its job posts.
struct custom_value {
  uint8_t field;
  uint64_t drawn; ///< what the value is made from, by the field's type
};

struct job_post {
  uint64_t id;
  uint64_t job_id;
  uint32_t job_code;
  uint64_t create_ms, modify_ms;
  uint64_t expire_ms; ///< 0: never
  uint32_t creator;
  uint8_t title, department, min_level, max_level;
  uint8_t recruitment_type; ///< full-time, intern, ...
  uint8_t active_status, process_type;
  uint8_t degree, experience;
  uint8_t subject; ///< of campus jobs
  uint16_t min_salary, max_salary, headcount;
  uint8_t places[JOB_PLACES_MAX];
  size_t place_count;
  uint8_t highlights[JOB_HIGHLIGHTS_MAX];
  size_t highlight_count;
  struct custom_value custom[4];
  size_t custom_count;
};

struct company {
  uint64_t seed;
  struct employee *employees;
  struct account *accounts; ///< one per employee, in their order
  uint32_t employee_count;
  struct talent *talents;
  uint32_t talent_count;
  struct referral *referrals;
  uint32_t referral_count;
  struct external *externals;
  uint32_t external_count;
  struct job_post *job_posts;
  uint32_t job_post_count;

  struct id_map talent_by_id;
  struct id_map referral_by_application_id;
  struct id_map account_by_id;
  struct id_map job_post_by_id;
  struct id_map job_by_id;

  struct records *records; ///< by the table's number
  size_t tables;           ///< how many there are
  /// The time of the latest change: a second later for each, from the end of
  /// 2024 on, so that a script of calls always gives the same bytes.
  uint64_t clock_ms;
  json_t *once; ///< answers by endpoint and key, for calls that repeat one
  const char *app_id; ///< of the app that events are for; the settings'
  /// Events that a webhook has yet to get, the oldest first: see
  /// company_tell().
  json_t *events;
};

/// Makes it a second later. Returns the time.
uint64_t company_tick(struct company *company);

/// Notes that something happened: `{type, app_id, event}`. Takes the
/// reference to `event`.
void company_tell(struct company *company, const char *type, const char *app_id,
                  json_t *event);

/// A new id for something that is made now.
uint64_t company_new_id(const struct company *company);

/// Frees a company of draw_company().
void company_free(struct company *company);

/// The talent of that id, or NULL.
const struct talent *company_talent(const struct company *company, uint64_t id);

/// Every id, so that a test need not guess: see the README for the shape.
json_t *company_json(const struct company *company);

#endif
