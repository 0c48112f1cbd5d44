// SPDX-License-Identifier: MIT
#include "whole.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

// Numbers of the zip format, and offsets in its records.
enum {
  END_MARK = 0x06054b50,
  ENTRY_MARK = 0x02014b50,
  END_BYTES = 22,
  ENTRY_BYTES = 46,
  LOCAL_BYTES = 30,
  LONGEST_COMMENT = 65535,
  CHUNK = 65536,
};

static const char sheet_end[] = "</worksheet>";
static const char sheet_folder[] = "xl/worksheets/sheet";

static uint32_t number(const unsigned char *at, int bytes) {
  uint32_t value = 0;
  for (int i = bytes - 1; i >= 0; i--)
    value = value << 8 | at[i];
  return value;
}

static bool read_at(FILE *file, long at, unsigned char *into, size_t bytes) {
  return fseek(file, at, SEEK_SET) == 0 && fread(into, 1, bytes, file) == bytes;
}

// Keeps the last bytes of a text that comes in pieces.
typedef struct tail {
  char bytes[sizeof sheet_end - 1];
  size_t count;
} tail;

static void keep(tail *last, const unsigned char *piece, size_t bytes) {
  size_t room = sizeof last->bytes;
  if (bytes >= room) {
    memcpy(last->bytes, piece + bytes - room, room);
    last->count = room;
    return;
  }
  size_t kept = last->count + bytes > room ? room - bytes : last->count;
  memmove(last->bytes, last->bytes + last->count - kept, kept);
  memcpy(last->bytes + kept, piece, bytes);
  last->count = kept + bytes;
}

// Unpacks `packed` bytes from where the file stands; true if the text ends as a
// sheet does.
static bool unpacked_ends(FILE *file, uint64_t packed, bool is_plain) {
  unsigned char in[CHUNK], out[CHUNK];
  tail last = {.count = 0};
  z_stream stream = {0};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  int state = Z_OK;
  while (packed > 0 && state == Z_OK) {
    size_t wanted = packed < CHUNK ? (size_t)packed : CHUNK;
    if (fread(in, 1, wanted, file) != wanted) break;
    packed -= wanted;
    if (is_plain) {
      keep(&last, in, wanted);
      continue;
    }
    stream.next_in = in;
    stream.avail_in = (uInt)wanted;
    do {
      stream.next_out = out;
      stream.avail_out = CHUNK;
      state = inflate(&stream, Z_NO_FLUSH);
      if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) break;
      keep(&last, out, CHUNK - stream.avail_out);
    } while (stream.avail_out == 0);
    if (state == Z_BUF_ERROR) state = Z_OK;
  }
  inflateEnd(&stream);
  return packed == 0 && last.count == sizeof last.bytes &&
         memcmp(last.bytes, sheet_end, last.count) == 0;
}

// Checks the sheet of a directory's entry.
static bool check_entry(FILE *file, const unsigned char *entry) {
  enum { METHOD = 10, PACKED = 20, PLACE = 42, NAME_LENGTH = 26, EXTRA = 28 };
  const uint32_t beyond = UINT32_MAX;
  unsigned char local[LOCAL_BYTES];
  uint32_t packed = number(entry + PACKED, 4), place = number(entry + PLACE, 4);
  // Above four GiB the numbers stand elsewhere; such a sheet is taken as whole.
  if (packed == beyond || place == beyond) return true;
  if (!read_at(file, (long)place, local, sizeof local)) return false;
  long data = (long)place + LOCAL_BYTES + (long)number(local + NAME_LENGTH, 2) +
              (long)number(local + EXTRA, 2);
  if (fseek(file, data, SEEK_SET) != 0) return false;
  return unpacked_ends(file, packed, number(entry + METHOD, 2) == 0);
}

// Finds the record at the end of a zip; false where there is none.
static bool read_end(FILE *file, unsigned char *end) {
  if (fseek(file, 0, SEEK_END) != 0) return false;
  long size = ftell(file);
  long first = size - END_BYTES - LONGEST_COMMENT;
  for (long at = size - END_BYTES; at >= 0 && at >= first; at--) {
    if (!read_at(file, at, end, END_BYTES)) return false;
    if (number(end, 4) == END_MARK) return true;
  }
  return false;
}

static bool check_sheets(FILE *file) {
  enum { COUNT = 10, START = 16, NAME = 28, EXTRA = 30, COMMENT = 32 };
  unsigned char end[END_BYTES], entry[ENTRY_BYTES];
  char name[sizeof sheet_folder - 1];
  if (!read_end(file, end)) return false;
  long at = (long)number(end + START, 4);
  for (uint32_t i = number(end + COUNT, 2); i > 0; i--) {
    if (!read_at(file, at, entry, sizeof entry) ||
        number(entry, 4) != ENTRY_MARK)
      return false;
    uint32_t length = number(entry + NAME, 2);
    bool is_sheet = length > sizeof name &&
                    fread(name, 1, sizeof name, file) == sizeof name &&
                    memcmp(name, sheet_folder, sizeof name) == 0;
    if (is_sheet && !check_entry(file, entry)) return false;
    at += ENTRY_BYTES + (long)length + (long)number(entry + EXTRA, 2) +
          (long)number(entry + COMMENT, 2);
  }
  return true;
}

bool whole_check(const char *path) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) return false;
  bool whole = check_sheets(file);
  (void)fclose(file);
  return whole;
}
