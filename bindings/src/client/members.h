// SPDX-License-Identifier: MIT

/// The members of an endpoint, a field, an event and an error code in the
/// catalog: the lists of core/catalog/format.lua as tools/members.lua writes
/// them. client:define fills the core's structs by them, lark.schema and
/// lark.explain show the structs by them.
#ifndef LUALARK_MEMBERS_H
#define LUALARK_MEMBERS_H

#include "lark.h"

/// The C type of a member, and of the one beside it.
typedef enum lualark_kind {
  LUALARK_KIND_STRING,   ///< a string
  LUALARK_KIND_TEXT,     ///< a string; beside: it in each locale, or NULL
  LUALARK_KIND_FLAG,     ///< a bool
  LUALARK_KIND_WORD,     ///< an enum
  LUALARK_KIND_WORDS,    ///< flags
  LUALARK_KIND_BOUND,    ///< an int64_t; beside: whether it is there
  LUALARK_KIND_VALUE,    ///< a lark_choice; beside: whether it is there
  LUALARK_KIND_STRINGS,  ///< an array; beside, here and below: its length
  LUALARK_KIND_INTEGERS, ///< of int32_t
  LUALARK_KIND_LIMITS,   ///< of lark_rate
  LUALARK_KIND_ENUM,     ///< of lark_choice; their labels are in label_in
  LUALARK_KIND_ITEM,     ///< a lark_field, or NULL
  LUALARK_KIND_FIELDS,   ///< an array of pointers to lark_field
  LUALARK_KIND_PARAMS    ///< the same, each with a place
} lualark_kind;

/// A word in Lua and its constant in C. A list of them ends with a NULL word.
typedef struct lualark_word {
  const char *word;
  int constant;
} lualark_word;

/// A member of a struct. A list of them ends with a NULL name.
typedef struct lualark_member {
  const char *name; ///< in Lua
  lualark_kind kind;
  bool always;               ///< shown even where it is 0 or empty
  size_t offset;             ///< in the struct
  size_t beside;             ///< the offset of the member beside it
  const lualark_word *words; ///< of LUALARK_KIND_WORD and WORDS
} lualark_member;

extern const lualark_member lualark_endpoint_members[];
extern const lualark_member lualark_field_members[]; ///< what every field has
extern const lualark_member lualark_param_members[]; ///< a parameter besides
extern const lualark_member lualark_type_members[];  ///< a field's type
extern const lualark_member lualark_event_members[];
extern const lualark_member lualark_code_members[];

#endif
