// A file's bytes to read, without a copy of them: for files as large as memory may hold.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/result.h"

namespace roundel {

class MappedFile {
 public:
  // Fault::not_found where it cannot be opened, Fault::broken where it cannot be mapped. Nobody may shorten the file
  // while it is mapped.
  static Result<MappedFile> open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&&) = delete;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  std::string_view text() const { return {static_cast<const char*>(bytes_), size_}; }

 private:
  MappedFile(void* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  void* bytes_;  // null where the file is empty
  std::size_t size_;
};

}  // namespace roundel
