// SPDX-License-Identifier: MIT
#include "gzip.h"

#include "memory.h"

#include <stdlib.h>
#include <zlib.h>

char *gzip_compress(const char *bytes, size_t size, size_t *size_out) {
  enum { GZIP_HEADER = 16, WINDOW_BITS = 15, MEMORY_LEVEL = 8 };
  z_stream stream = {0};
  // The fastest level: the aim is that clients decompress, not small answers.
  int status =
      deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, WINDOW_BITS + GZIP_HEADER,
                   MEMORY_LEVEL, Z_DEFAULT_STRATEGY);
  memory_need(status == Z_OK ? &stream : NULL);

  uLong bound = deflateBound(&stream, size);
  char *out = memory_new(bound, 1);
  stream.next_in = (z_const Bytef *)bytes;
  stream.avail_in = (uInt)size;
  stream.next_out = (Bytef *)out;
  stream.avail_out = (uInt)bound;
  // deflateBound() promises that one call is enough.
  deflate(&stream, Z_FINISH);
  *size_out = stream.total_out;
  deflateEnd(&stream);
  return out;
}
