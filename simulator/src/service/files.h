// SPDX-License-Identifier: MIT
#ifndef SIMULATOR_FILES_H
#define SIMULATOR_FILES_H

#include "text.h"

/// A file that was uploaded.
struct file {
  char *id;
  char *name; ///< as the form had it
  char *type; ///< its media type
  int fd;     ///< a file without a name; it goes with the simulator
  uint64_t offset, size;
};

/// An address to download a file from, for some time.
struct file_link {
  char token[33];
  size_t file; ///< in the list
  uint64_t until_ms;
};

/// The files that were uploaded, and their addresses.
struct files {
  struct file *list;
  size_t count;
  struct file_link *links;
  size_t link_count;
  uint64_t seed;
};

void files_clear(struct files *files);

/// Keeps `size` bytes at `offset` of `fd`, which is duplicated, under an id.
void files_add(struct files *files, const char *id, struct text name,
               struct text type, int fd, uint64_t offset, uint64_t size);

/// The file of that id, or NULL.
const struct file *files_find(const struct files *files, struct text id);

/// Makes an address for a file, good until `until_ms`: its token.
const char *files_link(struct files *files, const struct file *file,
                       uint64_t until_ms);

/// The link of that token, or NULL.
const struct file_link *files_find_link(const struct files *files,
                                        struct text token);

#endif
