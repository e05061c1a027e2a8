#include "intake/csv.h"

#include <algorithm>
#include <cstring>

namespace roundel::intake {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::string without_doubled_quotes(std::string_view cell) {
  std::string out;
  out.reserve(cell.size());
  for (std::size_t i = 0; i < cell.size(); ++i) {
    out += cell[i];
    if (cell[i] == '"') ++i;
  }
  return out;
}

}  // namespace

CsvReader::CsvReader(std::string_view content) : content_(content) {
  if (content_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
}

bool CsvReader::next() {
  skip_blank_lines();
  if (at_ >= content_.size()) return false;
  row_.line = line_;
  row_.number = rows_++;
  row_.problem = nullptr;
  row_.cells.clear();
  unescaped_.clear();
  const std::size_t start = at_;
  if (!read_row()) {
    give_up(row_.problem, start);
    return true;
  }
  std::size_t end = at_;
  if (end > start && content_[end - 1] == '\n') --end;
  if (end > start && content_[end - 1] == '\r') --end;
  row_.raw = content_.substr(start, end - start);
  return true;
}

void CsvReader::skip_blank_lines() {
  while (at_ < content_.size()) {
    const std::size_t end = content_[at_] == '\r' ? at_ + 1 : at_;
    if (end >= content_.size() && end > at_) at_ = end;  // a lone CR at the very end
    if (end >= content_.size() || content_[end] != '\n') return;
    at_ = end + 1;
    ++line_;
  }
}

// Cells up to and including the line end, or the end of the content.
bool CsvReader::read_row() {
  while (true) {
    if (at_ < content_.size() && content_[at_] == '"') {
      if (!read_quoted_cell()) return false;
    } else {
      read_plain_cell();
    }
    if (at_ >= content_.size()) return true;
    const char stop = content_[at_++];
    if (stop == ',') continue;
    if (stop == '\r') ++at_;  // read_quoted_cell and read_plain_cell stop at CR only before LF
    ++line_;
    return true;
  }
}

void CsvReader::read_plain_cell() {
  const std::size_t start = at_;
  while (at_ < content_.size() && content_[at_] != ',' && content_[at_] != '\n') ++at_;
  const bool line_end = at_ < content_.size() && content_[at_] == '\n';
  const bool last = at_ >= content_.size();
  if ((line_end || last) && at_ > start && content_[at_ - 1] == '\r') {
    row_.cells.push_back(content_.substr(start, at_ - 1 - start));
    if (line_end) --at_;
    return;
  }
  row_.cells.push_back(content_.substr(start, at_ - start));
}

// Stops on the separator, on the line end, or at the end of the content.
bool CsvReader::read_quoted_cell() {
  const std::size_t start = ++at_;
  const std::size_t limit = std::min(content_.size(), start + longest_row);
  bool doubled = false;
  while (true) {
    const void* found = at_ < limit ? std::memchr(content_.data() + at_, '"', limit - at_) : nullptr;
    if (!found) {
      row_.problem = "a quote opens and never closes";
      return false;
    }
    at_ = static_cast<std::size_t>(static_cast<const char*>(found) - content_.data());
    if (at_ + 1 >= content_.size() || content_[at_ + 1] != '"') break;
    doubled = true;
    at_ += 2;
  }
  const std::string_view inside = content_.substr(start, at_ - start);
  ++at_;
  line_ += static_cast<std::size_t>(std::count(inside.begin(), inside.end(), '\n'));
  row_.cells.push_back(doubled ? std::string_view(unescaped_.emplace_back(without_doubled_quotes(inside))) : inside);
  const std::string_view rest = content_.substr(at_, 2);
  if (rest == "\r") ++at_;  // a lone CR at the very end
  if (rest.empty() || rest == "\r" || rest == "\r\n" || rest.front() == ',' || rest.front() == '\n') return true;
  row_.problem = "text follows a closing quote";
  return false;
}

void CsvReader::give_up(const char* problem, std::size_t start) {
  row_.problem = problem;
  row_.cells.clear();
  std::size_t end = content_.find('\n', start);
  at_ = end == std::string_view::npos ? content_.size() : end + 1;
  if (end == std::string_view::npos) end = content_.size();
  line_ = row_.line + (at_ > end ? 1 : 0);
  if (end > start && content_[end - 1] == '\r') --end;
  row_.raw = content_.substr(start, end - start);
}

}  // namespace roundel::intake
