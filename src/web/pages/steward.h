// The identity steward's pages: the queue, a pair, a decision and its score, a person's records, the quality report.
#pragma once

#include "service/linkage/linkage_quality.h"
#include "service/linkage/steward.h"
#include "web/pages/pages.h"

namespace roundel::web {

Html link_queue_page(const Frame&, const service::LinkQueue&, const std::string& pattern);
// `list`: the pattern whose questions the steward goes through; empty: all.
Html link_pair_page(const Frame&, const service::PairPage&, const Filled&, std::string_view key,
                    const std::string& list = {});
Html judgement_page(const Frame&, const service::JudgementPage&, const Filled&, const std::string& list = {});
Html judgements_page(const Frame&, const std::vector<service::JudgementRow>&);
Html cluster_page(const Frame&, const service::ClusterPage&);
Html linkage_quality_page(const Frame&, const service::LinkageQuality&);

// The score as a drawing and a table that say the same: bits, with what the frequency of the values adds apart.
Html score_section(const service::Score& score);
// Letters that choose, where scripts run; the page lists them.
struct ShortcutKey {
  char key;
  std::string target;  // what it chooses or follows, as a selector
  std::string words;
};
Html shortcut_keys(const std::vector<ShortcutKey>& keys);

std::string queue_path(const std::string& list, int page = 1);
std::string pair_path(std::string_view pair, const std::string& list = {});
std::string judgement_path(const EntryId& judgement, const std::string& list = {});
std::string cluster_path(const PersonId& person);

}  // namespace roundel::web
