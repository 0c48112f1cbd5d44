// SPDX-License-Identifier: MIT

/// The catalog as the generator writes it (tools/catalog.lua): tables without a
/// pointer, so that loading a program relocates nothing and touches no page of
/// them. unpack.h turns their records into the structs of lark.h.
///
///     names ──► endpoints ──► words ──► fields ──► words     (numbers)
///                               └─────────► text             (offsets)
///
/// A record is a run of `words`: how many members it has, then for each its
/// number among `members`, then what the member's kind calls for:
///
///     STRING    text
///     TEXT      text, translated?; if so: text by locale
///     FLAG
///     WORD      constant; WORDS the same
///     BOUND     low half, high half
///     VALUE     text, low half, high half
///     STRINGS   count, texts
///     INTEGERS  count, where in `integers`; LIMITS likewise in `rates`
///     ENUM      count, labelled?; for each: VALUE, text in English, in
///               Chinese; if labelled: text by locale
///     ITEM      field
///     FIELDS    count, fields; PARAMS the same
///
/// Elements are unpacked to the arrays lark_unpacked_..., in the order in which
/// they are asked for, so that few pages are written to. Each record is
/// unpacked once at most; the arrays have room for all.
#ifndef LARK_TABLES_H
#define LARK_TABLES_H

#include "lark.h"
#include "suggest.h"

typedef enum lark_catalog_kind {
  LARK_CATALOG_STRING,
  LARK_CATALOG_TEXT,
  LARK_CATALOG_FLAG,
  LARK_CATALOG_WORD,
  LARK_CATALOG_WORDS,
  LARK_CATALOG_BOUND,
  LARK_CATALOG_VALUE,
  LARK_CATALOG_STRINGS,
  LARK_CATALOG_INTEGERS,
  LARK_CATALOG_LIMITS,
  LARK_CATALOG_ENUM,
  LARK_CATALOG_ITEM,
  LARK_CATALOG_FIELDS,
  LARK_CATALOG_PARAMS
} lark_catalog_kind;

/// A member of a struct of lark.h: its offset, and that of the member beside
/// it.
typedef struct lark_catalog_member {
  uint16_t kind;
  uint16_t offset;
  uint16_t beside;
} lark_catalog_member;

/// A name or alias: the text, its letters (lark_suggest_letters), its length,
/// and the number of its endpoint.
typedef struct lark_catalog_name {
  uint32_t text;
  uint32_t letters;
  uint16_t length;
  uint16_t endpoint;
} lark_catalog_name;

/// An endpoint: its name, its record, its codes among `integers`, and where its
/// requests go.
typedef struct lark_catalog_endpoint {
  uint32_t name;
  uint32_t record;
  uint32_t errors;
  uint32_t error_count;
  uint32_t method;
  uint32_t path;
} lark_catalog_endpoint;

/// An event: its name and its record.
typedef struct lark_catalog_event {
  uint32_t name;
  uint32_t record;
} lark_catalog_event;

/// A range of codes and its record.
typedef struct lark_catalog_code {
  int32_t first;
  int32_t last;
  uint32_t record;
} lark_catalog_code;

extern const char lark_catalog_text[];
extern const lark_catalog_member lark_catalog_members[];
extern const uint32_t lark_catalog_words[];
extern const int32_t lark_catalog_integers[];
extern const lark_rate lark_catalog_rates[];
extern const uint32_t lark_catalog_fields[]; ///< where each record begins

/// Sorted.
extern const lark_catalog_name lark_catalog_names[];
extern const size_t lark_catalog_name_count;
/// The names by length, and where each length begins among them; the last entry
/// is their number.
extern const uint16_t lark_catalog_by_length[];
extern const uint16_t lark_catalog_lengths[LARK_SUGGEST_LONGEST + 2];
/// Where a name stands among them: open addressing by FNV-1a, a number
/// of slots that is a power of two and four times that of the names at least.
/// Each holds an index and 1, or 0.
extern const uint16_t lark_catalog_slots[];
extern const uint32_t lark_catalog_slot_mask;
/// The segments of paths that are parameters, a bit for each from the first on:
/// all sets that endpoints have. And the numbers of endpoints by method and
/// path, in slots likewise; a ':' stands for each parameter.
extern const uint32_t lark_catalog_forms[];
extern const size_t lark_catalog_form_count;
extern const uint16_t lark_catalog_routes[];
extern const uint32_t lark_catalog_route_mask;
extern const lark_catalog_endpoint lark_catalog_endpoints[];
extern const size_t lark_catalog_endpoint_count;
extern const lark_catalog_code lark_catalog_codes[];
extern const size_t lark_catalog_code_count;
extern const lark_catalog_event lark_catalog_events[]; ///< sorted
extern const size_t lark_catalog_event_count;

/// The languages of the texts.
extern const uint32_t lark_catalog_locales[];
extern const size_t lark_catalog_locale_count;

extern lark_endpoint lark_unpacked_endpoints[];
extern lark_code lark_unpacked_codes[];
extern bool lark_endpoint_unpacked[]; ///< which of them are complete
extern bool lark_code_unpacked[];
extern lark_event_type lark_unpacked_events[];
extern bool lark_event_unpacked[];
extern lark_field lark_unpacked_fields[];
extern uint16_t lark_field_places[]; ///< by number: its place there and 1; or 0
extern const lark_field *lark_unpacked_lists[];
extern const char *lark_unpacked_strings[];
extern lark_choice lark_unpacked_choices[];
extern const char *const *lark_unpacked_labels[];

#endif
