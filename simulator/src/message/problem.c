// SPDX-License-Identifier: MIT
#include "problem.h"

static const struct problem problems[PROBLEM_COUNT] = {
    [PROBLEM_PATH] = {404, 99991201, "no such path, check the URL"},
    [PROBLEM_METHOD] = {405, 99991301, "method not allowed for this path"},
    [PROBLEM_TOKEN_MISSING] = {400, 99991661,
                               "Missing access token for authorization. Please "
                               "make a request with token attached."},
    [PROBLEM_TOKEN_MALFORMED] =
        {400, 99991671,
         "Invalid access token for authorization. The header must read "
         "'Bearer ' and a token that starts with 't-'."},
    [PROBLEM_TOKEN_INVALID] = {400, 99991663,
                               "Invalid access token for authorization. Please "
                               "make a request with a valid token attached."},
    [PROBLEM_TOKEN_NOT_USER] =
        {400, 99991671,
         "Invalid access token for authorization. The header must read "
         "'Bearer ' and a token that starts with 'u-'."},
    [PROBLEM_RATE_LIMITED] = {429, 99991400, "request trigger frequency limit"},
    [PROBLEM_BODY_TOO_LARGE] = {413, 9499, "request body is too large"},
    [PROBLEM_CONTENT_TYPE] = {400, 9499,
                              "Content-Type must be application/json"},
    [PROBLEM_BODY_NOT_JSON] = {400, 9499, "request body is not a JSON object"},
    [PROBLEM_NOT_MULTIPART] = {400, 9499,
                               "Content-Type must be multipart/form-data"},
    [PROBLEM_FORM_BROKEN] = {400, 9499, "request body is no whole form"},
    [PROBLEM_FILE_EMPTY] = {400, 9499, "the file is empty"},
    [PROBLEM_PART_MISSING] = {400, 9499,
                              "request body has no part with the file"},
    [PROBLEM_PARAMETER] = {400, 99992402, "field validation failed"},
    [PROBLEM_PAGE_TOKEN] = {400, 1002002, "invalid parameter: page_token"},
    // The token endpoints are older than the gateway: they refuse well-formed
    // requests with status 200.
    [PROBLEM_CREDENTIALS_MISSING] = {400, 10003,
                                     "invalid param: app_id and app_secret "
                                     "must be non-empty strings"},
    [PROBLEM_APP_ID] = {200, 10003, "invalid param: unknown app_id"},
    [PROBLEM_APP_SECRET] = {200, 10014, "app secret invalid"},
    [PROBLEM_APP_TYPE] = {200, 10005,
                          "this kind of app gets its tokens elsewhere"},
    [PROBLEM_APP_TICKET] = {200, 10012, "app_ticket invalid"},
    [PROBLEM_APP_TOKEN] = {200, 20014, "app access token invalid"},
    [PROBLEM_TENANT_KEY] = {200, 10013,
                            "tenant_key invalid, or app not installed there"},
    // The platform has no code of its own for this: a store app lacks the
    // scope.
    [PROBLEM_CUSTOM_ONLY] = {400, 99991672,
                             "Access denied. The scope that is required here "
                             "is for self-built apps only."},
};

const struct problem *problem_get(enum problem_id id) {
  return &problems[id];
}
