// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_RECORDS_H
#define SIMULATOR_RECORDS_H

#include "text.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

/// The rows that calls have made or changed, in a table whose first `drawn`
/// never change:
///
///     row      0 ... drawn - 1              drawn ... drawn + size(added) - 1
///     shows    the drawn row, and over it   added[row - drawn]
///              changed[row], if there
///
/// A record is a JSON object; null stands for one that was deleted.
struct records {
  json_t *added;   ///< an array
  json_t *changed; ///< an object, by the row's number as text
  json_t *row_of;  ///< an object: the rows in `added`, by their id
  uint32_t drawn;
};

void records_init(struct records *records, uint32_t drawn);

void records_clear(struct records *records);

/// How many rows there are, deleted ones included.
uint32_t records_count(const struct records *records);

/// The record that lies over `row` or is it: borrowed, or NULL.
json_t *records_at(const struct records *records, uint32_t row);

/// True if `row` was deleted.
bool records_deleted(const struct records *records, uint32_t row);

/// The row of an added record. False if no record has that id.
bool records_find(const struct records *records, struct text id, uint32_t *row);

/// Adds `record`, which has an "id", and returns its row. Takes the reference.
uint32_t records_add(struct records *records, json_t *record);

/// Merges the members of `changes` into `row`.
void records_change(struct records *records, uint32_t row, json_t *changes);

void records_delete(struct records *records, uint32_t row);

/// All of it as JSON (a new reference), and back. False if `json` does not look
/// like that; then `records` is as it was.
json_t *records_json(const struct records *records);
bool records_load(struct records *records, const json_t *json);

#endif
