// SPDX-License-Identifier: MIT
#include "trouble.h"

#include <string.h>

#include "shortage.h"
#include "via_proxy.h"

// ----------------------------------------------------------------------- hints

static const char check_base_url[] =
    "Check base_url (LARK_BASE_URL) and the network.";
static const char check_tls[] =
    "Check base_url, whose port must speak https, and the system's "
    "certificates; ca_file names others.";
static const char check_ca_file[] =
    "Check that ca_file names a readable PEM file.";
static const char check_proxy[] =
    "Check `proxy` and the proxy variables of the environment.";
static const char check_encoding[] =
    "The server, or a proxy before it, compresses wrongly, or in several parts "
    "(gzip members), of which libcurl reads one.";
static const char check_libcurl[] =
    "Check which libcurl the program runs with (lualark doctor names it), and "
    "report this.";
static const char check_headers[] =
    "The server, or a gateway before it, sends wrong headers: tell who runs "
    "it.";
static const char check_port[] =
    "Try again; if it stays so, check base_url (LARK_BASE_URL) and its port.";
static const char try_later[] = "Try again later, or raise `timeout`.";
static const char try_again[] = "Try again.";
static const char was_cut[] = "The answer was cut; try again.";
static const char needs_memory[] =
    "Raise the program's memory limit, or make fewer calls at once.";
static const char perhaps_done[] =
    "It may have been done all the same: look before you send it again.";

// ----------------------------------------------------------------------- table

// A wrong setting, or a libcurl that cannot do what is needed. Sending it again
// would change nothing.
#define CONFIG(message, hint)                                                  \
  { LARK_ECONFIG, LARK_FAIL, message, hint }
// The network or the server is in trouble. Another attempt may do.
#define NETWORK(message, hint)                                                 \
  { LARK_ENETWORK, LARK_REPEAT, message, hint }
// The server is not whom it should be.
#define DISTRUST                                                               \
  { LARK_ENETWORK, LARK_FAIL, NULL, check_tls }
#define DECODE(reaction, message, hint)                                        \
  { LARK_EDECODE, reaction, message, hint }
// Codes of other protocols, and of options that are not used here.
#define FOREIGN                                                                \
  { LARK_ENETWORK, LARK_FAIL, NULL, check_libcurl }

static const char lost[] = "the connection was lost";

enum { TOO_LARGE = 100, ECH_REQUIRED = 101, CODE_COUNT }; // of newer versions

// Without LARK_OK, the status of each.
static const lark_trouble table[CODE_COUNT] = {
    [CURLE_UNSUPPORTED_PROTOCOL] = CONFIG(NULL, check_base_url),
    // A broken connection as libcurl's own parts see it, such as
    // "send: no filter connected" where a tunnel died.
    [CURLE_FAILED_INIT] = NETWORK(lost, check_base_url),
    [CURLE_URL_MALFORMAT] = CONFIG(NULL, check_base_url),
    [CURLE_NOT_BUILT_IN] = CONFIG(NULL, check_libcurl),
    [CURLE_COULDNT_RESOLVE_PROXY] = NETWORK(NULL, check_proxy),
    [CURLE_COULDNT_RESOLVE_HOST] = NETWORK(NULL, check_base_url),
    [CURLE_COULDNT_CONNECT] = NETWORK(NULL, check_base_url),
    [CURLE_WEIRD_SERVER_REPLY] =
        NETWORK("the server answered with what is no HTTP", check_port),
    [CURLE_REMOTE_ACCESS_DENIED] = FOREIGN,
    [CURLE_FTP_ACCEPT_FAILED] = FOREIGN,
    [CURLE_FTP_WEIRD_PASS_REPLY] = FOREIGN,
    [CURLE_FTP_ACCEPT_TIMEOUT] = FOREIGN,
    [CURLE_FTP_WEIRD_PASV_REPLY] = FOREIGN,
    [CURLE_FTP_WEIRD_227_FORMAT] = FOREIGN,
    [CURLE_FTP_CANT_GET_HOST] = FOREIGN,
    [CURLE_HTTP2] = NETWORK(NULL, try_again),
    [CURLE_FTP_COULDNT_SET_TYPE] = FOREIGN,
    [CURLE_PARTIAL_FILE] = NETWORK(NULL, was_cut),
    [CURLE_FTP_COULDNT_RETR_FILE] = FOREIGN,
    [CURLE_OBSOLETE20] = FOREIGN,
    [CURLE_QUOTE_ERROR] = FOREIGN,
    [CURLE_HTTP_RETURNED_ERROR] = FOREIGN,
    // The sink took all that it got, so that it is the decoder that failed.
    [CURLE_WRITE_ERROR] = DECODE(
        LARK_REPEAT, "the answer could not be decompressed", check_encoding),
    [CURLE_OBSOLETE24] = FOREIGN,
    [CURLE_UPLOAD_FAILED] = FOREIGN,
    [CURLE_READ_ERROR] = NETWORK(lost, try_again),
    [CURLE_OUT_OF_MEMORY] = {LARK_ENOMEM, LARK_FAIL, NULL, needs_memory},
    [CURLE_OPERATION_TIMEDOUT] = {LARK_ETIMEOUT, LARK_REPEAT, NULL, try_later},
    [CURLE_OBSOLETE29] = FOREIGN,
    [CURLE_FTP_PORT_FAILED] = FOREIGN,
    [CURLE_FTP_COULDNT_USE_REST] = FOREIGN,
    [CURLE_OBSOLETE32] = FOREIGN,
    [CURLE_RANGE_ERROR] = FOREIGN,
    [CURLE_HTTP_POST_ERROR] = FOREIGN,
    [CURLE_SSL_CONNECT_ERROR] = NETWORK(NULL, check_tls),
    [CURLE_BAD_DOWNLOAD_RESUME] = FOREIGN,
    [CURLE_FILE_COULDNT_READ_FILE] = FOREIGN,
    [CURLE_LDAP_CANNOT_BIND] = FOREIGN,
    [CURLE_LDAP_SEARCH_FAILED] = FOREIGN,
    [CURLE_OBSOLETE40] = FOREIGN,
    [CURLE_FUNCTION_NOT_FOUND] = CONFIG(NULL, check_libcurl),
    // on_request() in transfer.c aborts it, lest libcurl send it twice.
    [CURLE_ABORTED_BY_CALLBACK] = NETWORK(
        "the connection was lost after the request was sent", perhaps_done),
    [CURLE_BAD_FUNCTION_ARGUMENT] = CONFIG(NULL, check_libcurl),
    [CURLE_OBSOLETE44] = FOREIGN,
    [CURLE_INTERFACE_FAILED] = FOREIGN,
    [CURLE_OBSOLETE46] = FOREIGN,
    [CURLE_TOO_MANY_REDIRECTS] = FOREIGN,
    [CURLE_UNKNOWN_OPTION] = CONFIG(NULL, check_libcurl),
    [CURLE_SETOPT_OPTION_SYNTAX] = CONFIG(NULL, check_libcurl),
    [CURLE_OBSOLETE50] = FOREIGN,
    [CURLE_OBSOLETE51] = FOREIGN,
    [CURLE_GOT_NOTHING] = NETWORK(NULL, check_base_url),
    [CURLE_SSL_ENGINE_NOTFOUND] = CONFIG(NULL, check_libcurl),
    [CURLE_SSL_ENGINE_SETFAILED] = CONFIG(NULL, check_libcurl),
    [CURLE_SEND_ERROR] = NETWORK(
        "the connection was lost while the request was sent", check_base_url),
    [CURLE_RECV_ERROR] = NETWORK(NULL, check_base_url),
    [CURLE_OBSOLETE57] = FOREIGN,
    [CURLE_SSL_CERTPROBLEM] = CONFIG(NULL, check_ca_file),
    [CURLE_SSL_CIPHER] = CONFIG(NULL, check_tls),
    [CURLE_PEER_FAILED_VERIFICATION] = DISTRUST,
    [CURLE_BAD_CONTENT_ENCODING] = DECODE(LARK_REPEAT, NULL, check_encoding),
    [CURLE_OBSOLETE62] = FOREIGN,
    [CURLE_FILESIZE_EXCEEDED] = FOREIGN,
    [CURLE_USE_SSL_FAILED] = FOREIGN,
    [CURLE_SEND_FAIL_REWIND] = NETWORK(lost, try_again),
    [CURLE_SSL_ENGINE_INITFAILED] = CONFIG(NULL, check_libcurl),
    [CURLE_LOGIN_DENIED] = FOREIGN,
    [CURLE_TFTP_NOTFOUND] = FOREIGN,
    [CURLE_TFTP_PERM] = FOREIGN,
    [CURLE_REMOTE_DISK_FULL] = FOREIGN,
    [CURLE_TFTP_ILLEGAL] = FOREIGN,
    [CURLE_TFTP_UNKNOWNID] = FOREIGN,
    [CURLE_REMOTE_FILE_EXISTS] = FOREIGN,
    [CURLE_TFTP_NOSUCHUSER] = FOREIGN,
    [CURLE_OBSOLETE75] = FOREIGN,
    [CURLE_OBSOLETE76] = FOREIGN,
    [CURLE_SSL_CACERT_BADFILE] = CONFIG(NULL, check_ca_file),
    [CURLE_REMOTE_FILE_NOT_FOUND] = FOREIGN,
    [CURLE_SSH] = FOREIGN,
    [CURLE_SSL_SHUTDOWN_FAILED] = NETWORK(lost, try_again),
    [CURLE_AGAIN] = NETWORK(lost, try_again),
    [CURLE_SSL_CRL_BADFILE] = CONFIG(NULL, check_libcurl),
    [CURLE_SSL_ISSUER_ERROR] = DISTRUST,
    [CURLE_FTP_PRET_FAILED] = FOREIGN,
    [CURLE_RTSP_CSEQ_ERROR] = FOREIGN,
    [CURLE_RTSP_SESSION_ERROR] = FOREIGN,
    [CURLE_FTP_BAD_FILE_LIST] = FOREIGN,
    [CURLE_CHUNK_FAILED] = FOREIGN,
    [CURLE_NO_CONNECTION_AVAILABLE] = NETWORK(NULL, try_later),
    [CURLE_SSL_PINNEDPUBKEYNOTMATCH] = DISTRUST,
    [CURLE_SSL_INVALIDCERTSTATUS] = DISTRUST,
    [CURLE_HTTP2_STREAM] = NETWORK(NULL, try_again),
    [CURLE_RECURSIVE_API_CALL] = CONFIG(NULL, check_libcurl),
    [CURLE_AUTH_ERROR] = CONFIG(NULL, check_proxy),
    [CURLE_HTTP3] = NETWORK(NULL, try_again),
    [CURLE_QUIC_CONNECT_ERROR] = NETWORK(NULL, check_base_url),
    [CURLE_PROXY] = NETWORK(NULL, check_proxy),
    [CURLE_SSL_CLIENTCERT] =
        CONFIG("the server wants a certificate of the client", check_base_url),
    [CURLE_UNRECOVERABLE_POLL] = NETWORK(lost, try_again),
    [TOO_LARGE] =
        DECODE(LARK_FAIL, "the answer has a header of more than 100 kB",
               check_headers),
    [ECH_REQUIRED] = CONFIG(NULL, check_libcurl),
};

// The same codes as above, where they stand for something else.
static const lark_trouble no_http =
    NETWORK("the server answered with what is no HTTP", check_port);
static const lark_trouble unsent = NETWORK(
    "the connection was lost before the request was sent", check_base_url);
static const lark_trouble unread =
    NETWORK("the connection ended before the request was read", try_again);
static const lark_trouble unknown = NETWORK(NULL, check_base_url);

const lark_trouble *lark_trouble_of(CURLcode code, bool begun, bool sent) {
  // A wrong URL, or bytes that are no HTTP, such as some left on a kept
  // connection.
  if (code == CURLE_UNSUPPORTED_PROTOCOL && begun) return &no_http;
  if ((code == CURLE_SEND_ERROR || code == CURLE_FAILED_INIT) && !sent)
    return &unsent;
  if (code == CURLE_ABORTED_BY_CALLBACK && !sent) return &unread;
  bool is_known = code > CURLE_OK && (size_t)code < CODE_COUNT;
  return is_known && table[code].status != LARK_OK ? &table[code] : NULL;
}

lark_status lark_trouble_of_multi(CURLMcode code) {
  switch (code) {
  case CURLM_CALL_MULTI_PERFORM:
  case CURLM_OK:
  // A socket that was closed meanwhile.
  case CURLM_BAD_SOCKET: return LARK_OK;
  case CURLM_BAD_HANDLE:
  case CURLM_BAD_EASY_HANDLE:
  case CURLM_UNKNOWN_OPTION:
  case CURLM_ADDED_ALREADY:
  case CURLM_RECURSIVE_API_CALL:
  case CURLM_BAD_FUNCTION_ARGUMENT:
  case CURLM_ABORTED_BY_CALLBACK: return LARK_EINVAL;
  case CURLM_OUT_OF_MEMORY:
  // libcurl reports a lack of memory in its parts like this, too.
  case CURLM_INTERNAL_ERROR:
  case CURLM_WAKEUP_FAILURE:
  case CURLM_UNRECOVERABLE_POLL:
  default: return LARK_ENOMEM;
  }
}

// ----------------------------------------------------------------- explanation

// Names the timeout that counted while there was no connection.
static void hint_at_connecting(const lark_settings *settings,
                               lark_failure *failure) {
  bool whole =
      settings != NULL && settings->timeout_ms <= settings->connect_timeout_ms;
  lark_failure_hint(failure,
                    "There was no connection in time: check base_url "
                    "(LARK_BASE_URL) and the network, or raise %s.",
                    whole ? "timeout" : "connect_timeout");
}

// Whether TLS was spoken to a port that does not.
static bool is_plain(const lark_reply *reply) {
  return reply->code == CURLE_SSL_CONNECT_ERROR &&
         (strstr(reply->message, "wrong version number") != NULL ||
          strstr(reply->message, "packet length too long") != NULL ||
          strstr(reply->message, "record layer failure") != NULL);
}

// Some versions of libcurl say that memory lacks where a header is longer than
// it takes.
static bool is_long_header(const lark_reply *reply) {
  return reply->code == CURLE_OUT_OF_MEMORY && reply->begun &&
         reply->body.length_bytes == 0 && !reply->body.failed;
}

static const lark_trouble *find(const lark_reply *reply) {
  if (is_long_header(reply)) return &table[TOO_LARGE];
  const lark_trouble *known =
      lark_trouble_of(reply->code, reply->begun, reply->sent);
  return known != NULL ? known : &unknown;
}

static const char *message_of(const lark_reply *reply,
                              const lark_trouble *known) {
  if (known->message != NULL) return known->message;
  return reply->message[0] != '\0' ? reply->message
                                   : curl_easy_strerror(reply->code);
}

lark_reaction lark_trouble_explain(const lark_reply *reply,
                                   lark_failure *failure) {
  if (reply->out_of_files) {
    // Others are closed sooner or later.
    lark_shortage_fail(failure, LARK_EFILES);
    failure->error.retryable = true;
    return LARK_REPEAT;
  }
  lark_reaction reaction = LARK_FAIL;
  if (lark_via_proxy_explain(reply, failure, &reaction)) return reaction;
  const lark_trouble *known = find(reply);
  lark_fail(failure, known->status, "%s", message_of(reply, known));
  lark_failure_hint(failure, "%s", known->hint);
  if (reply->code == CURLE_OPERATION_TIMEDOUT && !reply->sent)
    hint_at_connecting(reply->settings, failure);
  if (is_plain(reply))
    lark_failure_hint(failure, "The server speaks plain http at this port, and "
                               "base_url (LARK_BASE_URL) says https: check its "
                               "port.");
  failure->error.retryable = known->reaction == LARK_REPEAT;
  return known->reaction;
}
