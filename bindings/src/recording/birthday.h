// SPDX-License-Identifier: MIT

/// Pseudonyms of dates of birth.
#ifndef LUALARK_BIRTHDAY_H
#define LUALARK_BIRTHDAY_H

#include <stdbool.h>

#include "lark_json.h"
#include "permute.h"

/// Adds the pseudonym of a date such as 1990-12-31, 1990/12/31 or 19901231,
/// with what follows it. False, with nothing added, where it is no such date
/// from 1900 to 2099.
bool lualark_birthday_text(const lualark_permute_key key, const char *text,
                           size_t length, lark_text *out);

/// The pseudonym of a moment in seconds or milliseconds since 1970: another
/// day at the same time of day. One beyond those years is returned as it is.
int64_t lualark_birthday_moment(const lualark_permute_key key, int64_t moment);

#endif
