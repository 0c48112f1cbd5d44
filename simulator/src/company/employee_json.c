// SPDX-License-Identifier: MIT
#include "employee_json.h"

#include "memory.h"
#include "shape.h"

json_t *employee_json(const struct company *company, uint32_t index) {
  const struct employee *employee = &company->employees[index];
  struct words name = {employee->name_zh, employee->name_en};
  return memory_need(
      json_pack("{s:{s:s, s:s, s:s, s:s}, s:o, s:s, s:s}", "ids", "open_id",
                employee->ids[ID_OPEN], "union_id", employee->ids[ID_UNION],
                "user_id", employee->ids[ID_USER], "people_admin_id",
                employee->ids[ID_PEOPLE_ADMIN], "name", shape_name(name),
                "email", employee->email, "mobile", employee->mobile));
}
