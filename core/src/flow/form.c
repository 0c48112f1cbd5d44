// SPDX-License-Identifier: MIT
#include "form.h"

#include "upload.h"

static lark_status add_file(lark_active_call *call, const lark_field *field,
                            const lark_param *param, lark_failure *failure) {
  lark_upload_file upload;
  lark_status status = lark_upload_open(field, param, &upload, failure);
  if (status != LARK_OK) return status;
  const lark_part_source source = {.name = field->name,
                                   .file_name = upload.name,
                                   .content_type = upload.content_type,
                                   .bytes = upload.bytes,
                                   .length_bytes = (size_t)upload.size_bytes};
  call->total_bytes += upload.size_bytes;
  lark_body_multipart *form = &call->extras->form;
  return upload.fd >= 0 ? lark_body_multipart_add_file(form, &source, upload.fd,
                                                       upload.size_bytes)
                        : lark_body_multipart_add(form, &source);
}

static lark_status add_text(lark_active_call *call, const lark_field *field,
                            const lark_param *param) {
  lark_text room;
  lark_text_init(&room, &call->client->settings.allocator);
  lark_part_source source = {.name = field->name};
  source.bytes = lark_params_text(field, param, &room, &source.length_bytes);
  lark_status status =
      room.failed ? LARK_ENOMEM
                  : lark_body_multipart_add(&call->extras->form, &source);
  lark_text_clear(&room);
  return status;
}

lark_status lark_form_write(lark_active_call *call,
                            const lark_endpoint *endpoint,
                            const lark_param *params, size_t count,
                            lark_failure *failure) {
  lark_status status = LARK_OK;
  lark_extras *extras = lark_call_extend(call);
  if (extras == NULL) return LARK_ENOMEM;
  lark_body_multipart_init(&extras->form, &call->client->settings.allocator);
  call->body = &extras->form.body;
  call->has_file = true;
  for (size_t i = 0; i < endpoint->param_count && status == LARK_OK; i++) {
    const lark_field *field = endpoint->params[i];
    const lark_param *param = lark_params_of(endpoint, field, params, count);
    if (param == NULL || field->place != LARK_IN_BODY) continue;
    status = lark_upload_is_file(field) ? add_file(call, field, param, failure)
                                        : add_text(call, field, param);
  }
  return status;
}
