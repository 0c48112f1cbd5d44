// SPDX-License-Identifier: MIT
#include "gzip.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

char *gzip_compress(const char *bytes, size_t size, size_t *size_out) {
  enum { GZIP_HEADER = 16, WINDOW_BITS = 15, MEMORY_LEVEL = 8 };
  z_stream stream = {0};
  // The fastest level: answers need not be small, only compressed.
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

char *gzip_in_members(const char *bytes, size_t size, size_t *size_out) {
  size_t half = size / 2, first_size = 0, second_size = 0;
  char *first = gzip_compress(bytes, half, &first_size);
  char *second = gzip_compress(bytes + half, size - half, &second_size);
  char *out = memory_new(first_size + second_size, 1);
  memcpy(out, first, first_size);
  memcpy(out + first_size, second, second_size);
  free(first);
  free(second);
  *size_out = first_size + second_size;
  return out;
}

enum { MIB = 1024 * 1024 };

// One MiB of zeros as a piece of a deflate stream that can be repeated: a full
// flush forgets what came before. Returns its size; `out` holds 4 KiB.
static size_t deflate_zeros(unsigned char *out, size_t room, uLong *crc) {
  z_stream stream = {0};
  unsigned char *zeros = memory_new(MIB, 1);
  int status = deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -15, 8,
                            Z_DEFAULT_STRATEGY);
  memory_need(status == Z_OK ? &stream : NULL);
  stream.next_in = zeros;
  stream.avail_in = MIB;
  stream.next_out = out;
  stream.avail_out = (uInt)room;
  deflate(&stream, Z_FULL_FLUSH);
  size_t size = stream.total_out;
  deflateEnd(&stream);
  *crc = crc32(0, zeros, MIB);
  free(zeros);
  return size;
}

static void write_little_endian(unsigned char *out, uLong number) {
  for (int i = 0; i < 4; i++) {
    out[i] = (unsigned char)(number >> (8 * i));
  }
}

char *gzip_zeros(size_t mib, size_t *size_out) {
  static const unsigned char header[10] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};
  // An empty last block, its bits padded, and then checksum and size.
  unsigned char trailer[10] = {3, 0};
  unsigned char piece[4096];
  uLong piece_crc = 0;
  size_t size = deflate_zeros(piece, sizeof piece, &piece_crc);

  char *bytes = memory_new(sizeof header + mib * size + sizeof trailer, 1);
  char *end = bytes;
  end = (char *)memcpy(end, header, sizeof header) + sizeof header;
  uLong crc = crc32(0, NULL, 0);
  for (size_t i = 0; i < mib; i++) {
    end = (char *)memcpy(end, piece, size) + size;
    crc = crc32_combine(crc, piece_crc, MIB);
  }
  write_little_endian(trailer + 2, crc);
  write_little_endian(trailer + 6, (uLong)mib * MIB);
  end = (char *)memcpy(end, trailer, sizeof trailer) + sizeof trailer;
  *size_out = (size_t)(end - bytes);
  return bytes;
}
