-- SPDX-License-Identifier: MIT

--- Addresses, and the codes of places.
local common = import "common/types"
local enums = import "hire/enums"
local types = import "hire/types"

local location = object "location" {
  { "id", id, "Id of the location." },
  { "name", common.i18n, "The location's name, as people see it." },
  { "district", types.code_name, "The district that it is in." },
  { "city", types.code_name, "The city that it is in." },
  { "state", types.code_name, "The province or state that it is in." },
  { "country", types.code_name, "The country or region that it is in." },
  { "active_status", integer { enum = enums.active_status_of_location }, "Whether it is in use." },
}

local location_name_info = object "location_name_info" {
  { "zh_name", string, "The name in Chinese." },
  { "en_name", string, "The name in English." },
  { "py_name", string, "The name in pinyin." },
}

local location_country = object "location_country" {
  { "country_code", string, "The platform's code of the country or region." },
  { "country_name_info", location_name_info, "The country or region's name, as people see it." },
}

local location_state = object "location_state" {
  { "state_code", string, "The platform's code of the province or state." },
  { "country_code", string, "The platform's code of the country or region." },
  { "state_name_info", location_name_info, "The province or state's name, as people see it." },
}

local location_city = object "location_city" {
  { "city_code", string, "The platform's code of the city." },
  { "state_code", string, "The platform's code of the province or state." },
  { "country_code", string, "The platform's code of the country or region." },
  { "city_name_info", location_name_info, "The city's name, as people see it." },
}

local location_district = object "location_district" {
  { "district_code", string, "The platform's code of the district." },
  { "city_code", string, "The platform's code of the city." },
  { "state_code", string, "The platform's code of the province or state." },
  { "country_code", string, "The platform's code of the country or region." },
  { "district_name_info", location_name_info, "The district's name, as people see it." },
}

local location_dto = object "location_dto" {
  { "country", location_country, "The country or region that it is in." },
  { "state", location_state, "The province or state that it is in." },
  { "city", location_city, "The city that it is in." },
  { "district", location_district, "The district that it is in." },
}

return {
  ["hire.location.list"] = {
    doc = "Lists the company's addresses.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/location/list",
    get = "/open-apis/hire/v1/locations",
    limits = { "20/s" },
    scopes = { "hire:location:readonly" },
    query = {
      common.page_token,
      common.page_size(10, 100),
      { "usage", string {
        enum = {
          { "position_location", { en = "work place", zh = "职位地址" } },
          { "interview_location", { en = "place of interviews", zh = "面试地址" } },
          "store_location",
        },
      }, "The purpose of the place." },
    },
    returns = {
      { "items", array(location), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },

  ["hire.location.query"] = {
    doc = "Lists countries, states, cities or districts, with their codes.",
    url = "https://open.feishu.cn/document/ukTMukTMukTM/uMzM1YjLzMTN24yMzUjN/hire-v1/location/query",
    post = "/open-apis/hire/v1/locations/query",
    repeatable = true, -- a POST that only reads
    limits = { "5/s" },
    scopes = { "hire:location:readonly" },
    query = {
      common.page_token,
      { "page_size", integer { min = 1, max = 100 }, "Rows per page." },
    },
    body = {
      { "code_list?",
        array(string) { max_items = 100 },
        "The places, by code; none for all of the type." },
      { "location_type", integer {
        enum = {
          { 1, { en = "country", zh = "国家类型" } },
          { 2, { en = "province or state", zh = "省份/州类型" } },
          { 3, { en = "city", zh = "市类型" } },
          { 4, { en = "district", zh = "区类型" } },
        },
      }, "Kind of place." },
    },
    returns = {
      { "items", array(location_dto), "The rows of the page." },
      { "has_more", boolean, "Whether another page follows." },
      { "page_token", string, "Where the next page starts; absent on the last." },
    },
    errors = { 1002001, 1002002 },
  },
}
