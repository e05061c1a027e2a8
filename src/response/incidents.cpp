#include "response/incidents.h"

#include <algorithm>
#include <tuple>

namespace roundel {
namespace {

bool takes(const std::vector<Notice>& incident, const Notice& notice, int days) {
  if (notice.on - incident.front().on > days) return false;
  return std::none_of(incident.begin(), incident.end(),
                      [&](const Notice& told) { return told.agency == notice.agency; });
}

}  // namespace

std::vector<std::vector<Notice>> join_incidents(std::span<const Notice> notices, int days) {
  std::vector<Notice> ordered(notices.begin(), notices.end());
  std::sort(ordered.begin(), ordered.end(), [](const Notice& a, const Notice& b) {
    return std::tie(a.on, a.agency, a.entry) < std::tie(b.on, b.agency, b.entry);
  });
  std::vector<std::vector<Notice>> incidents;
  for (Notice& notice : ordered) {
    const auto incident =
        std::find_if(incidents.begin(), incidents.end(), [&](const auto& each) { return takes(each, notice, days); });
    if (incident == incidents.end())
      incidents.push_back({std::move(notice)});
    else
      incident->push_back(std::move(notice));
  }
  std::reverse(incidents.begin(), incidents.end());
  return incidents;
}

}  // namespace roundel
