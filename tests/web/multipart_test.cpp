// A form that carries a file.
#include "web/multipart.h"

#include <gtest/gtest.h>

namespace roundel::web {
namespace {

std::string part(const std::string& headers, const std::string& value) {
  return "--b\r\n" + headers + "\r\n\r\n" + value + "\r\n";
}
const std::string end = "--b--\r\n";

TEST(Multipart, FieldsAndFilesAreFields) {
  const auto form =
      parse_multipart(part("Content-Disposition: form-data; name=\"csrf\"", "token") +
                          part("content-disposition: form-data; name=\"question\"; filename=\"Ella Holroyd.toml\"\r\n"
                               "Content-Type: application/toml",
                               "number = \"5c\"\r\n--other\nfilter = \"\"\n") +
                          part("Content-Disposition: form-data; name=\"nothing\"", "") + end,
                      "b");
  ASSERT_TRUE(form) << form.error().text();
  EXPECT_EQ(form->size(), 3U);
  EXPECT_EQ(field(*form, "csrf"), "token");
  EXPECT_EQ(field(*form, "nothing"), "");
  EXPECT_EQ(field(*form, "question").substr(0, 13), "number = \"5c\"");
}

TEST(Multipart, TheBoundaryIsTakenAsItIsWritten) {
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=----WebKitFormBoundaryAbC"), "----WebKitFormBoundaryAbC");
  EXPECT_EQ(boundary_of("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), "a b");
  EXPECT_EQ(boundary_of("application/x-www-form-urlencoded; boundary=b"), "");
  EXPECT_EQ(boundary_of("multipart/form-data"), "");
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=" + std::string(71, 'b')), "");
}

TEST(Multipart, WhatDoesNotArriveWholeIsRefused) {
  const std::string whole = part("Content-Disposition: form-data; name=\"a\"", "1") + end;
  ASSERT_TRUE(parse_multipart(whole, "b"));
  for (std::size_t length = 0; length + end.size() < whole.size(); ++length)
    EXPECT_FALSE(parse_multipart(whole.substr(0, length), "b")) << length;
  EXPECT_FALSE(parse_multipart(whole, "c"));
  EXPECT_FALSE(parse_multipart(whole, ""));
  EXPECT_FALSE(parse_multipart(part("Content-Type: text/plain", "1") + end, "b")) << "a part without a name";
}

TEST(Multipart, OnlyTextIsTaken) {
  EXPECT_FALSE(parse_multipart(part("Content-Disposition: form-data; name=\"a\"", "\xff\xfe") + end, "b"));
  EXPECT_FALSE(parse_multipart(part("Content-Disposition: form-data; name=\"a\"", std::string("a\0b", 3)) + end, "b"));
}

}  // namespace
}  // namespace roundel::web
