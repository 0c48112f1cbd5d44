// SPDX-License-Identifier: MIT

/// The paths of the platform that sandboxed scripts may ask for.
#ifndef LUALARK_PATHS_H
#define LUALARK_PATHS_H

#include <stdbool.h>

/// Whether client:request() may ask for `path`; `paths` are the patterns of
/// lualark_options.
bool lualark_paths_allow(const char *const *paths, const char *method,
                         const char *path);

#endif
