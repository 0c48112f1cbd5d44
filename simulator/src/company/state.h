// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_STATE_H
#define SIMULATOR_STATE_H

#include "company.h"

/// A company in a file, from one run to the next: what calls have made and
/// changed, the company's time, and the keys that calls may repeat. What is
/// drawn in C is drawn again, so the file names the seed and the size.
///
///     {"state": {"version", "seed", "talents", "clock_ms", "once",
///                "tables": {name: {"added", "changed"}}},
///      "sum": a checksum of the state's text}

/// Reads `path` into a company that was just drawn; a file that does not exist
/// changes nothing. Returns NULL, or what is wrong as a text that the caller
/// frees; then the company must not be used.
char *state_load(struct company *company, const char *path);

/// Writes the company to `path` in one step: a new file of mode 0600 that
/// replaces the old one. Returns 0, or -1 with errno set; then the old file is
/// as it was.
int state_save(const struct company *company, const char *path);

#endif
