// The styles, scripts and icons, read into memory once at the start.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace roundel::web {

struct Asset {
  std::string bytes;
  std::string content_type;
  std::string version;  // made from the bytes: the address changes when they do
};

class Assets {
 public:
  // Every file of the folder `dir`, without sub-folders.
  static Result<Assets> load(const std::string& dir);
  const Asset* find(std::string_view name) const;
  // "/assets/roundel.css?v=…"; without a version where the file is not there.
  std::string address(std::string_view name) const;

 private:
  std::map<std::string, Asset, std::less<>> files_;
};

// The folder of assets where none is named: installed beside the program, or the source's web/dist.
std::string default_assets_dir();

}  // namespace roundel::web
