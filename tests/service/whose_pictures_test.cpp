// Whose pictures would change by another edition, on the entries of a store.
#include "service/oversee/whose_pictures.h"

#include <gtest/gtest.h>

#include "service/parts.h"
#include "tests/service/a_store.h"

namespace roundel::service {
namespace {

const IndicatorCode across("not-brought-across-services");

class AnotherEdition : public ::testing::Test {
 protected:
  void SetUp() override {
    desk_ = store_.desk();
    ASSERT_NE(desk_, nullptr);
    const std::vector<NewEntry> feeds = {
        entry("1", "identity.details", "gp", "2023-09-01", {about("gp/1", "child")},
              {{"forename", "Ivy"}, {"birth-date", *parse_date("2020-05-04")}}),
        entry("2", "gp.not-brought", "gp", "2024-01-10", {about("gp/1", "child")}),
        entry("3", "dentistry.not-brought", "dentistry", "2024-03-01", {about("gp/1", "child")}),
        entry("4", "identity.details", "gp", "2023-09-01", {about("gp/2", "child")},
              {{"forename", "Max"}, {"birth-date", *parse_date("2018-05-04")}})};
    const auto added = desk_->parts().ledger->append(feeds);
    ASSERT_TRUE(added) << added.error().text();
    ASSERT_TRUE(assess_all(*desk_, console(), {}, 1, {}));
  }

  AStore store_;
  std::unique_ptr<Desk> desk_;
};

TEST_F(AnotherEdition, ThatIsTheSameChangesNobody) {
  const auto same = whose_pictures_change(*desk_, console(), desk_->standards(), desk_->standards(), 1, {});
  ASSERT_TRUE(same) << same.error().text();
  EXPECT_EQ(same->children, 2);
  EXPECT_EQ(same->changed, 0);
  EXPECT_TRUE(same->findings.empty());
}

TEST_F(AnotherEdition, NamesWhoGainsAndWhoLosesAFinding) {
  Standards without = desk_->standards();
  std::erase_if(without.indicators, [](const Indicator& one) { return one.code == across; });
  const PersonId ivy = *person_of_source(*desk_, SourceId("gp/1"));
  const auto lost = whose_pictures_change(*desk_, console(), desk_->standards(), without, 1, {});
  ASSERT_TRUE(lost) << lost.error().text();
  EXPECT_EQ(lost->changed, 1);
  ASSERT_EQ(lost->findings.size(), 1U);
  EXPECT_EQ(lost->findings[0].lost, std::vector<PersonId>{ivy});
  EXPECT_TRUE(lost->findings[0].gained.empty());
  EXPECT_FALSE(lost->findings[0].name.empty()) << "named by the edition that knows it";
  const auto gained = whose_pictures_change(*desk_, console(), without, desk_->standards(), 1, {});
  ASSERT_TRUE(gained) << gained.error().text();
  ASSERT_EQ(gained->findings.size(), 1U);
  EXPECT_EQ(gained->findings[0].gained, std::vector<PersonId>{ivy});
}

TEST_F(AnotherEdition, IsAskedForByTheConsoleAlone) {
  const auto refused = whose_pictures_change(*desk_, practitioner("gp", "gp-001", "practitioner"), desk_->standards(),
                                             desk_->standards(), 1, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fault, Fault::refused);
}

}  // namespace
}  // namespace roundel::service
