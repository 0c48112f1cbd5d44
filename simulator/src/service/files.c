// SPDX-License-Identifier: MIT
#include "files.h"

#include "memory.h"
#include "random.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void files_clear(struct files *files) {
  for (size_t i = 0; i < files->count; i++) {
    free(files->list[i].id);
    free(files->list[i].name);
    free(files->list[i].type);
    close(files->list[i].fd);
  }
  free(files->list);
  free(files->links);
  *files = (struct files){0};
}

void files_add(struct files *files, const char *id, struct text name,
               struct text type, int fd, uint64_t offset, uint64_t size) {
  static const struct text any = {"application/octet-stream", 24};
  if (type.length == 0) type = any;
  files->list = memory_grow(files->list, files->count + 1, sizeof *files->list);
  files->list[files->count++] = (struct file){
      .id = memory_copy(id, strlen(id)),
      .name = memory_copy(name.bytes, name.length),
      .type = memory_copy(type.bytes, type.length),
      .fd = fcntl(fd, F_DUPFD_CLOEXEC, 0),
      .offset = offset,
      .size = size,
  };
}

const struct file *files_find(const struct files *files, struct text id) {
  for (size_t i = files->count; i > 0; i--) {
    if (text_is(id, files->list[i - 1].id)) return &files->list[i - 1];
  }
  return NULL;
}

const char *files_link(struct files *files, const struct file *file,
                       uint64_t until_ms) {
  files->links =
      memory_grow(files->links, files->link_count + 1, sizeof *files->links);
  uint64_t serial = files->link_count;
  struct file_link *link = &files->links[files->link_count++];
  *link = (struct file_link){.file = (size_t)(file - files->list),
                             .until_ms = until_ms};
  snprintf(link->token, sizeof link->token, "%016" PRIx64 "%016" PRIx64,
           random_mix(files->seed + serial), random_mix(~serial));
  return link->token;
}

const struct file_link *files_find_link(const struct files *files,
                                        struct text token) {
  for (size_t i = files->link_count; i > 0; i--) {
    if (text_is(token, files->links[i - 1].token)) return &files->links[i - 1];
  }
  return NULL;
}
