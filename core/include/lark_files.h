// SPDX-License-Identifier: MIT

/// Files: sent as parameters of calls, and downloaded from the addresses that
/// the platform gives.
///
///     lark_file cv = {.size = sizeof cv, .path = "cv.pdf"};
///     lark_param param = lark_upload("content", &cv);
///     lark_start(client, "hire.attachment.create", &param, 1, done, NULL,
///                NULL);
///
/// A path alone will do, too: lark_string("content", "cv.pdf").
#ifndef LARK_FILES_H
#define LARK_FILES_H

#include "lark.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A file to upload.
typedef struct lark_file {
  size_t size;       ///< sizeof (lark_file), set by the caller
  const char *path;  ///< a regular file. It is opened when the call starts, and
                     ///< read while it is sent, as long as it was then
  const char *bytes; ///< where `path` is NULL; copied
  size_t length_bytes;
  const char *name;         ///< how people see it; NULL: the end of `path`
  const char *content_type; ///< such as "application/pdf"; NULL: by the name
} lark_file;

/// A file for an endpoint that uploads one. Whatever its parameter is called,
/// "file" is another name for it.
///
/// A call with a file has no time limit but `idle_timeout_ms` and
/// `deadline_ms`, and is not sent again where it may have arrived. It fails as
/// LARK_ELIMIT where the file becomes shorter while it is sent.
static inline lark_param lark_upload(const char *name, const lark_file *file) {
  lark_param param = {name, LARK_FILE, {0}};
  param.value.file = file;
  return param;
}

/// How far the file of a call is: of an upload, bytes handed to the network.
/// `*total_bytes` is 0 where the size is unknown. Both are 0 for calls without
/// a file. LARK_OK; or LARK_ESTALE where the call has ended already.
LARK_API lark_status lark_call_progress(const lark_client *client,
                                        lark_call call, uint64_t *done_bytes,
                                        uint64_t *total_bytes);

// ------------------------------------------------------------------ downloads

/// Gets a file's bytes in order. `bytes` NULL: what came before is void, and
/// the file begins anew. False ends the call as LARK_ELIMIT. It runs inside a
/// step, gets the call's `user`, and must not call the client's functions.
typedef bool lark_receive(void *user, const char *bytes, size_t length_bytes);

/// A file to download from an address that the platform gave.
typedef struct lark_download {
  size_t size;     ///< sizeof (lark_download), set by the caller
  const char *url; ///< https, or http on this machine where the client's
                   ///< base_url is there, too

  /// Where it goes. A file that is there already is replaced, once all has
  /// come; until then the bytes are in a file beside it with a name of its own,
  /// which goes if the call fails. NULL: to `receive`.
  const char *path;
  lark_receive *receive; ///< NULL: the result holds the file, which may be up
                         ///< to max_response_bytes: see lark_result_text()

  uint64_t max_bytes; ///< 0: 1 GiB
  /// Further hosts that files may come from, and be redirected to, with their
  /// subdomains; "*" is any. Always allowed are that of base_url and those of
  /// the platform: feishu.cn, feishucdn.com, larksuite.com, larksuitecdn.com
  /// and larkoffice.com.
  const char *const *hosts;
  size_t host_count;
} lark_download;

/// Starts a download like lark_start(). It carries no token, and takes no rate
/// budget. As for an upload, `timeout_ms` does not count. After a lost
/// connection it goes on where it was, if the server can. Redirects are
/// followed, to https alone. The result's data are `bytes`, its size, and
/// `content_type`.
///
/// LARK_EPARAM where the address or the path cannot be, LARK_EFILES,
/// LARK_ECLOSED or LARK_ENOMEM. A call that an address refuses ends as
/// LARK_EHTTP: most work for 30 minutes.
LARK_API lark_status lark_start_download(lark_client *client,
                                         const lark_download *download,
                                         lark_done *done, void *user,
                                         lark_call *call);

#ifdef __cplusplus
}
#endif

#endif
