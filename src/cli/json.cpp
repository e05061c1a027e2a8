#include "cli/json.h"

#include <boost/json/serialize.hpp>
#include <boost/json/string_view.hpp>

namespace roundel::cli {

std::string json_text(std::string_view text) { return boost::json::serialize(boost::json::string_view(text)); }

std::string json_count(const Count& count) { return count ? std::to_string(*count) : "null"; }

}  // namespace roundel::cli
