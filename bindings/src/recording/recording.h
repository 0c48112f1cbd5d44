// SPDX-License-Identifier: MIT

/// A recording in a file: the lark_recorder that clients get.
///
/// Clients and its maker share it by references. The file is closed when the
/// maker closes it or the last reference is given back; what clients ask for
/// then is refused.
#ifndef LUALARK_RECORDING_H
#define LUALARK_RECORDING_H

#include "redacted.h"

typedef struct lualark_recording_options {
  const char *path;
  bool replay;        ///< it alone answers, and nothing is sent
  int64_t max_age_ms; ///< older answers of repeatable calls are asked for
                      ///< again; 0: never

  /// To record with pseudonyms: a list for lualark_personal_kind(). NULL: no.
  /// Every call is sent then, since a script that got pseudonyms from the file
  /// would send them to the platform.
  const char *redact;
  const char *key_path; ///< of the pseudonyms; NULL: the path with "-key"

  /// Gets a sentence when something is not recorded, once for each reason.
  /// NULL: nobody is told.
  void (*lost)(void *user, const char *sentence);
  void *user;
} lualark_recording_options;

typedef struct lualark_recording {
  lark_recorder methods; ///< first
  unsigned references;
  lualark_recording_table table;
  lualark_recording_options options; ///< without its texts
  bool complained;                   ///< it was said that it cannot be written
  int64_t only_account; ///< for clients that name none; 0: not looked for
  bool skipped;         ///< or that a text is no JSON
  lualark_redacted redacted;
  char *path;
  char msg[640];
  char hint[320];
} lualark_recording;

/// Opens a recording, with one reference; NULL, with a message in `why`.
lualark_recording *
lualark_recording_open(const lualark_recording_options *options, char *why,
                       size_t why_bytes);

/// Closes its file. Once and more.
void lualark_recording_close(lualark_recording *recording);

/// Gives back a reference.
void lualark_recording_release(lualark_recording *recording);

#endif
