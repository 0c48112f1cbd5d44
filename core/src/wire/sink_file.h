// SPDX-License-Identifier: MIT

/// Where a downloaded file goes: a function gets its bytes in order, over
/// several attempts if need be. A later one goes on where an earlier one broke
/// off, if the server can, and names the file's version by a strong ETag.
#ifndef LARK_SINK_FILE_H
#define LARK_SINK_FILE_H

#include "sink.h"

/// The headers of an answer that tell of its file.
typedef struct lark_file_facts {
  bool has_length, chunked, encoded, has_range, has_whole;
  uint64_t length_bytes;
  uint64_t range_first, whole_bytes; ///< of Content-Range
  char etag[128];                    ///< "": none, or a weak one
  char type[96];
} lark_file_facts;

typedef struct lark_sink_file {
  lark_sink sink;
  lark_stream *stream;
  void *user;
  uint64_t max_bytes;
  uint64_t have_bytes;  ///< handed on, in all attempts
  uint64_t total_bytes; ///< 0: unknown
  char etag[128];       ///< of what there is
  char type[96];
  lark_file_facts facts; ///< of this attempt
  bool begun;            ///< its bytes were handed on
  bool too_large, mixed;
  uint64_t gained_bytes; ///< in this attempt
} lark_sink_file;

void lark_sink_file_init(lark_sink_file *sink, uint64_t max_bytes,
                         lark_stream *stream, void *user);

#endif
