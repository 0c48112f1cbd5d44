// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_TABLE_H
#define SIMULATOR_TABLE_H

#include "company.h"
#include "text.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The company as tables, whose rows and fields the endpoint descriptions
/// (simulator/endpoints/) name. Each *_table.c holds the tables of a subject;
/// tables of records alone stand in simulator/company/tables.json.

enum field_type {
  FIELD_MADE,   ///< `make` makes it
  FIELD_ID,     ///< a uint64_t; a string in JSON
  FIELD_MILLIS, ///< a uint64_t; an integer in JSON; absent if it is 0
  FIELD_BYTE,   ///< a uint8_t
  FIELD_SHORT,  ///< a uint16_t
};

struct field {
  const char *name; ///< NULL ends a list
  enum field_type type;
  size_t offset; ///< where it stands in the row
  /// Returns a new reference, or NULL if this row lacks the field.
  json_t *(*make)(const struct company *company, const void *row);
};

/// Some rows of a table that stand together.
struct span {
  uint32_t first, count;
};

/// A field by which drawn rows are found without looking at all of them.
struct key {
  const char *field; ///< NULL ends a list
  struct span (*find)(const struct company *company, uint64_t id);
};

/// Drawn rows, and over and after them the company's records (records.h).
struct table {
  const char *name;
  size_t row_bytes;
  /// The drawn rows. NULL: there are records alone.
  const void *(*rows)(const struct company *company, uint32_t *count);
  const struct field *fields;  ///< NULL: those of `record_fields`
  const struct key *keys;      ///< or NULL
  const json_t *record_fields; ///< an object; or NULL
  // Set in the list of all tables, tables.c.
  size_t number;                                 ///< where it stands there
  const struct table *(*find)(const char *name); ///< finds another one
};

/// Where the company keeps the records of a table.
struct records *table_records(const struct table *table,
                              const struct company *company);

/// How many rows were drawn, and how many there are, deleted ones included.
uint32_t table_drawn(const struct table *table, const struct company *company);
uint32_t table_count(const struct table *table, const struct company *company);

/// True if a row of the table may have a field of that name.
bool table_has_field(const struct table *table, const char *name);

/// The key of that name, or NULL.
const struct key *table_key(const struct table *table, const char *name);

/// The value of a field in a row: a new reference, or NULL if it is absent.
json_t *table_get(const struct table *table, const struct company *company,
                  uint32_t row, const char *name);

/// Finds the row with that id. False if there is none, or not any more.
bool table_find(const struct table *table, const struct company *company,
                struct text id, uint32_t *row);

/// The time of a field `{"like": field, "plus": ms}`: that of another field of
/// the record, and so much more. A new reference, or NULL.
json_t *table_time_like(const json_t *record, const json_t *how);

/// All fields of a row: a new reference.
json_t *table_row_json(const struct table *table, const struct company *company,
                       uint32_t row);

#endif
