// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_WORDS_H
#define SIMULATOR_WORDS_H

#include "shape.h"

#include <stddef.h>
#include <stdint.h>

/// The names and texts of the invented company: data only. The ids are invented
/// as well.

/// A part of a Chinese name and how it is written in Latin letters.
struct syllables {
  const char *zh;
  const char *latin;
};

/// A person who goes by one name in both languages.
struct foreigner {
  const char *given;
  const char *family;
};

struct job_title {
  struct words name;
  uint8_t type;         ///< into words_job_types
  uint8_t function;     ///< into words_functions
  struct words subject; ///< what the work is about, for the description
};

struct department {
  const char *open_department_id;
  const char *department_id;
  struct words name;
};

struct job_level {
  const char *people_admin_id;
  const char *level_id;
  struct words name;
};

struct coded {
  const char *code;
  struct words name;
};

struct place {
  struct labelled building;
  struct coded district, city, state, country;
};

/// Why an application ended; the first one is for those that have not.
struct termination {
  const char *type;
  const char *reason;
};

enum { WORDS_OPTIONS_MAX = 4 };

/// A field that the company added to job posts. `type` is the object_type.
struct custom_field {
  struct labelled label;
  int type;
  struct words options[WORDS_OPTIONS_MAX]; ///< types 3 and 4
  const char *contents[WORDS_OPTIONS_MAX]; ///< types 1, 2 and 10
};

extern const struct syllables words_surnames[];
extern const size_t words_surname_count;
extern const struct syllables words_given_names[];
extern const size_t words_given_name_count;
extern const struct foreigner words_foreigners[];
extern const size_t words_foreigner_count;

extern const struct job_title words_job_titles[];
extern const size_t words_job_title_count;
extern const struct labelled words_job_types[];
extern const struct labelled words_functions[];
extern const struct department words_departments[];
extern const size_t words_department_count;
extern const struct job_level words_job_levels[];
extern const size_t words_job_level_count;
extern const struct labelled words_recruitment_types[];
extern const struct labelled words_subjects[];
extern const size_t words_subject_count;
extern const struct labelled words_highlights[];
extern const size_t words_highlight_count;
extern const struct place words_places[];
extern const size_t words_place_count;
extern const struct custom_field words_custom_fields[];
extern const size_t words_custom_field_count;

extern const char *const words_currencies[];

extern const char *const words_sources[];
extern const size_t words_source_count;
extern const char *const words_stages[];
extern const size_t words_stage_count;
extern const struct termination words_terminations[];
extern const size_t words_termination_count;

#endif
