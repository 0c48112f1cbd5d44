// SPDX-License-Identifier: MIT

/// A download on its way: the server that it comes from, which may change with
/// each redirect, and the place that it goes to. It knows no calls.
#ifndef LARK_DOWNLOADING_H
#define LARK_DOWNLOADING_H

#include "download_address.h"
#include "lark_files.h"
#include "result.h"
#include "sink_file.h"
#include "transfer.h"

typedef struct lark_downloading {
  lark_settings site; ///< the client's, but for the server and its proxy
  bool owns_proxy;
  lark_body_fetch body;
  lark_sink_file sink;
  char *hosts; ///< allowed by the caller: "a.example,b.example"; NULL: none
  unsigned redirects;
  char host[LARK_HOST_BYTES]; ///< for errors

  // Where it goes.
  lark_receive *receive;
  char *path, *part; ///< NULL: no file; `part` until it is whole
  int fd;            ///< of `part`; -1: none
  int error;         ///< errno of a write that failed; 0: none did
  lark_text text;    ///< in memory
  lark_allocator allocator;
  const lark_sink_envelope *envelope; ///< has the meter for it
  void *user;                         ///< of `receive`
} lark_downloading;

/// Makes an empty one; NULL where memory lacks.
lark_downloading *lark_downloading_new(const lark_allocator *allocator);
void lark_downloading_free(lark_downloading *download);

/// The function of its sink, whose `user` is the download.
bool lark_downloading_take(void *user, const char *bytes, size_t length_bytes);

/// Checks an address, sets the download up for its server, and writes into
/// `target` what is asked for. LARK_OK, LARK_EPARAM or LARK_ENOMEM;
/// LARK_ECONFIG where the environment's proxy cannot be.
lark_status lark_downloading_aim(lark_downloading *download,
                                 const lark_settings *client, const char *url,
                                 lark_text *target, lark_failure *failure);

/// Opens a file beside the one at `path`. LARK_OK, LARK_EPARAM, LARK_EFILES or
/// LARK_ENOMEM.
lark_status lark_downloading_open(lark_downloading *download,
                                  const lark_allocator *allocator,
                                  const char *path, uint64_t random,
                                  lark_failure *failure);

/// Fills in what is its own of an attempt.
void lark_downloading_prepare(lark_downloading *download,
                              lark_shipment *shipment);

bool lark_downloading_is_redirect(long http_status);

/// Aims at where the server redirects to (NULL: it does not say). As
/// lark_downloading_aim(); LARK_EHTTP where that may not be.
lark_status lark_downloading_redirect(lark_downloading *download,
                                      const lark_settings *client,
                                      const char *to, lark_text *target,
                                      lark_failure *failure);

/// All is there: gives the file its name, and fills in the result. False, and
/// `failure` says why.
bool lark_downloading_end(lark_downloading *download, lark_result *result,
                          lark_failure *failure);

#endif
