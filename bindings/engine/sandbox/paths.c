// SPDX-License-Identifier: MIT
#include "paths.h"

#include <string.h>

// Whether a server might read the path as another one: "/a/../b", "/a//b", and
// segments with their dots or slashes percent-encoded.
static bool is_devious(const char *path) {
  static const char *const parts[] = {"//",  "/.",  "\\", "%2e", "%2f",
                                      "%5c", "%00", "?",  "#"};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (strcasestr(path, parts[i]) != NULL) return true;
  }
  return path[0] != '/';
}

// Checks the method if the pattern begins with one, as in "GET /open-apis/...",
// and moves the pattern past it.
static bool fits_method(const char **pattern, const char *method) {
  size_t length = strcspn(*pattern, " ");
  if ((*pattern)[length] == '\0') return true;
  bool fits =
      strlen(method) == length && strncmp(*pattern, method, length) == 0;
  *pattern += length + 1;
  return fits;
}

static bool fits(const char *pattern, const char *path) {
  while (*pattern != '\0') {
    if (*pattern == '*') return true;
    if (*pattern == ':') {
      size_t segment = strcspn(path, "/");
      if (segment == 0) return false;
      path += segment;
      pattern += strcspn(pattern, "/");
    } else if (*pattern++ != *path++) {
      return false;
    }
  }
  return *path == '\0';
}

bool lualark_paths_allow(const char *const *paths, const char *method,
                         const char *path) {
  if (paths == NULL || is_devious(path)) return false;
  for (; *paths != NULL; paths++) {
    const char *pattern = *paths;
    if (fits_method(&pattern, method) && fits(pattern, path)) return true;
  }
  return false;
}
