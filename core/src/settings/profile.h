// SPDX-License-Identifier: MIT

/// Profiles: sets of options under a name, in a file that only its owner reads.
///
///     # $XDG_CONFIG_HOME/lualark/profiles.ini
///     [production]
///     app_id = cli_...
///     app_secret_file = /run/secrets/lark
///     base_url = https://open.feishu.cn
#ifndef LARK_PROFILE_H
#define LARK_PROFILE_H

#include "failure.h"

/// The file's text, which options point into.
typedef struct lark_profile {
  lark_text text;
} lark_profile;

/// Fills in options that are empty from the profile that they name, if they
/// name one.
///
/// LARK_OK; LARK_ECONFIG where there is no such file or profile, where others
/// may read the file, or where a line is wrong; or LARK_ENOMEM. In each case
/// lark_profile_clear() ends it, after the options were used.
lark_status lark_profile_apply(lark_profile *profile, lark_options *options,
                               lark_failure *failure);
void lark_profile_clear(lark_profile *profile);

/// Reads values of the profile `name` by their keys, which are known ones: NULL
/// for those that it lacks, and for all where `name` is NULL or "". The values
/// live as long as the profile. LARK_OK, LARK_ECONFIG or LARK_ENOMEM; in each
/// case lark_profile_clear() ends the profile.
lark_status lark_profile_values(lark_profile *profile, const char *name,
                                const char *const *wanted, size_t count,
                                const char **values, lark_failure *failure);

/// Reads the secret of an option, such as "app_secret", from a file, without
/// the end of its last line. LARK_OK or LARK_ECONFIG; the caller wipes `room`.
lark_status lark_profile_read_secret(const char *option, const char *path,
                                     char *room, size_t room_bytes,
                                     lark_failure *failure);

#endif
