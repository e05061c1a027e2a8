// An XML file as a tree of plain values that know their lines. pugixml stays behind xml.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace roundel::intake {

struct Element {
  std::string name;  // without a namespace prefix: "Child" for "cin:Child"
  std::string text;  // its first run of text, without outer blanks
  int line = 0;
  std::vector<Element> children;

  bool missing() const { return name.empty(); }
  // The first child of that name; an empty element where there is none, so that look-ups can be chained.
  const Element& find(std::string_view child) const;
  std::vector<const Element*> each(std::string_view child) const;
};

struct XmlLimits {
  std::size_t bytes = 0;
  int depth = 0;
};

// UTF-8 only. Refuses what is bigger or deeper than the limits, and any document type declaration: there is no way to
// name an entity, inside or outside.
Result<Element> parse_xml(std::string_view content, std::string_view file_name, const XmlLimits& limits);

std::string print_xml(const Element& element);

}  // namespace roundel::intake
