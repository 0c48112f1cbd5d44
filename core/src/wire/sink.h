// SPDX-License-Identifier: MIT

/// Where an answer goes. A kind of sink is a `const` table of functions; a call
/// holds one, and each of its attempts fills it anew.
///
///     lark_sink_envelope   a JSON envelope, read as a whole    sink_envelope.c
///     lark_sink_stream     bytes, handed on as they come       sink_stream.c
///     lark_sink_file       a file, over several attempts       sink_file.c
///
/// Another kind is another file: its struct starts with lark_sink.
#ifndef LARK_SINK_H
#define LARK_SINK_H

#include "answer.h"

typedef struct lark_sink lark_sink;

typedef struct lark_sink_methods {
  /// Begins another attempt: what an earlier one brought is void.
  void (*begin)(lark_sink *sink);

  /// Takes a header line of an answer, or its status line. NULL: it needs none.
  void (*header)(lark_sink *sink, const char *line, size_t length_bytes);

  /// Takes some of the body. The reply holds status and headers. False ends the
  /// attempt; the sink has then noted in the reply why.
  bool (*take)(lark_sink *sink, lark_reply *reply, const char *bytes,
               size_t length_bytes);

  /// Reads the reply when all has come: like lark_answer_read().
  lark_answer (*read)(lark_sink *sink, lark_reply *reply,
                      const lark_endpoint *endpoint,
                      const lark_secrets *secrets, lark_result *result,
                      lark_failure *failure);
} lark_sink_methods;

struct lark_sink {
  const lark_sink_methods *methods;
};

/// An answer with the platform's envelope, which the reply's body collects.
typedef struct lark_sink_envelope {
  lark_sink sink;
  uint64_t max_bytes;
  lark_meter *meter; ///< asked whether more may come; NULL: it may
  void *meter_user;
  bool takes_text; ///< an answer that is neither JSON nor HTML is its text
} lark_sink_envelope;

void lark_sink_envelope_init(lark_sink_envelope *envelope, uint64_t max_bytes);

/// Asks the meter whether the answer may hold `bytes`.
bool lark_sink_envelope_allows(const lark_sink_envelope *envelope,
                               uint64_t bytes);

/// Gets a streamed answer. `bytes` NULL: another attempt begins, and what came
/// before is void; where that cannot be taken back, false ends the call. False
/// for bytes ends it likewise.
typedef bool lark_stream(void *user, const char *bytes, size_t length_bytes);

/// An answer whose bytes go to a function, whatever they are and however many.
/// An error of the platform (JSON, or no success) is collected and read as an
/// envelope.
typedef struct lark_sink_stream {
  lark_sink sink;
  lark_sink_envelope envelope; ///< where errors go
  lark_stream *stream;
  void *user;
  uint64_t taken_bytes; ///< handed on in this attempt
  bool started;         ///< bytes were handed on, in any attempt
  int fd;               ///< where lark_sink_stream_to_fd() writes
  int64_t start;        ///< where in the file; -1: it cannot be taken back
  int error;            ///< errno of a write that failed; 0: none did
} lark_sink_stream;

void lark_sink_stream_init(lark_sink_stream *sink, uint64_t max_error_bytes,
                           lark_stream *stream, void *user);

/// Streams to a descriptor, which stays the caller's. A file is cut to where it
/// was if another attempt begins; with a pipe the call fails then.
void lark_sink_stream_to_fd(lark_sink_stream *sink, uint64_t max_error_bytes,
                            int fd);

#endif
