// SPDX-License-Identifier: MIT

/// Pseudonyms: what stands in a recording for personal data.
///
/// Under one key the same value gets the same pseudonym, and different values
/// get different ones: numbers by a permutation, and texts by 48 bits of a
/// digest. A pseudonym has its value's shape:
///
///     email           3f2a9c81d0e7@example.com; case makes no difference
///     mobile          digits, as many, with the country code and the first one
///     identification  digits and letters, as many
///     birthday        a date in the same form: from 1950 to 2009 if it was
///     salary          a number with as many digits
///     name            Person 3f2a9c81d0e7; a file keeps its ending
///     other           a number like a salary; a text: text 3f2a9c81d0e7
///
/// "" and 0 stay.
#ifndef LUALARK_PSEUDONYM_H
#define LUALARK_PSEUDONYM_H

#include "lark_json.h"
#include "permute.h"
#include "personal.h"

/// Adds the pseudonym of a text, without quotes.
void lualark_pseudonym_text(const lualark_permute_key key,
                            lualark_personal kind, const char *text,
                            size_t length, lark_text *out);

/// Adds the pseudonym of a number, as JSON. Numbers in names and addresses
/// stay.
void lualark_pseudonym_number(const lualark_permute_key key,
                              lualark_personal kind, lark_json number,
                              lark_text *out);

#endif
