#include "intake/xml.h"

#include <algorithm>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "core/text.h"

namespace roundel::intake {
namespace {

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

// Which line a byte of the content is in.
class Lines {
 public:
  explicit Lines(std::string_view content) {
    for (std::size_t i = content.find('\n'); i != std::string_view::npos; i = content.find('\n', i + 1))
      ends_.push_back(i);
  }
  int of(std::ptrdiff_t offset) const {
    if (offset < 0) return 0;
    const auto before = std::lower_bound(ends_.begin(), ends_.end(), static_cast<std::size_t>(offset));
    return static_cast<int>(before - ends_.begin()) + 1;
  }

 private:
  std::vector<std::size_t> ends_;
};

// By steps, not by recursion: the depth is what is to be found out.
bool deeper_than(const pugi::xml_node& root, int limit) {
  int depth = 1;
  for (pugi::xml_node node = root;;) {
    if (depth > limit) return true;
    if (const pugi::xml_node down = node.first_child()) {
      node = down;
      depth += node.type() == pugi::node_element ? 1 : 0;
      continue;
    }
    while (node != root && !node.next_sibling()) {
      depth -= node.type() == pugi::node_element ? 1 : 0;
      node = node.parent();
    }
    if (node == root) return false;
    const pugi::xml_node next = node.next_sibling();
    depth += (next.type() == pugi::node_element ? 1 : 0) - (node.type() == pugi::node_element ? 1 : 0);
    node = next;
  }
}

Element convert(const pugi::xml_node& node, const Lines& lines) {
  Element element{.name = std::string(local_name(node)),
                  .text = std::string(trimmed(node.child_value())),
                  .line = lines.of(node.offset_debug()),
                  .children = {}};
  for (const pugi::xml_node& child : node.children())
    if (child.type() == pugi::node_element) element.children.push_back(convert(child, lines));
  return element;
}

void print(const Element& element, std::string_view indent, std::string& out) {
  const auto escaped = [](std::string_view text) {
    std::string safe;
    for (const char c : text) {
      if (c == '&')
        safe += "&amp;";
      else if (c == '<')
        safe += "&lt;";
      else if (c == '>')
        safe += "&gt;";
      else
        safe += c;
    }
    return safe;
  };
  if (element.children.empty()) {
    out += fmt::format("{0}<{1}>{2}</{1}>\n", indent, element.name, escaped(element.text));
    return;
  }
  out += fmt::format("{}<{}>{}\n", indent, element.name, escaped(element.text));
  for (const Element& child : element.children) print(child, std::string(indent) + "  ", out);
  out += fmt::format("{}</{}>\n", indent, element.name);
}

}  // namespace

const Element& Element::find(std::string_view child) const {
  static const Element none;
  for (const Element& each : children)
    if (each.name == child) return each;
  return none;
}

std::vector<const Element*> Element::each(std::string_view child) const {
  std::vector<const Element*> out;
  for (const Element& one : children)
    if (one.name == child) out.push_back(&one);
  return out;
}

Result<Element> parse_xml(std::string_view content, std::string_view file_name, const XmlLimits& limits) {
  const auto refuse = [&](std::string what, std::string expected, int line = 0) {
    return fail(Fault::bad_input, std::move(what), std::move(expected),
                Place{.file = std::string(file_name), .line = line});
  };
  if (content.size() > limits.bytes)
    return refuse("the file is too big", fmt::format("at most {} bytes", limits.bytes));
  if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
  if (!is_valid_utf8(content) || content.find('\0') != std::string_view::npos)
    return refuse("the file is not in UTF-8", "XML in UTF-8");
  pugi::xml_document document;
  const auto parsed = document.load_buffer(content.data(), content.size(), pugi::parse_default | pugi::parse_doctype,
                                           pugi::encoding_utf8);
  const Lines lines(content);
  if (!parsed)
    return refuse(fmt::format("the file is not XML: {}", parsed.description()), "XML", lines.of(parsed.offset));
  for (const pugi::xml_node& node : document.children())
    if (node.type() == pugi::node_doctype)
      return refuse("the file has a document type declaration", "XML without one", lines.of(node.offset_debug()));
  const pugi::xml_node root = document.document_element();
  if (deeper_than(root, limits.depth))
    return refuse("the elements are nested too deep", fmt::format("at most {} levels", limits.depth));
  return convert(root, lines);
}

std::string print_xml(const Element& element) {
  std::string out;
  print(element, "", out);
  return out;
}

}  // namespace roundel::intake
