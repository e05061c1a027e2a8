#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "access/password.h"
#include "access/session.h"

namespace roundel::access {
namespace {

constexpr std::int64_t minute = minute_in_micros;

TEST(Password, IsVerifiedAgainstItsHashAndNoOther) {
  const auto hash = hash_password("three children wave");
  ASSERT_TRUE(hash);
  EXPECT_EQ(hash->rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(verify_password(*hash, "three children wave"));
  EXPECT_FALSE(verify_password(*hash, "three children wavf"));
  EXPECT_FALSE(verify_password(*hash, ""));
  EXPECT_FALSE(verify_password("", "three children wave"));
  EXPECT_FALSE(verify_password(std::string(1000, 'x'), "three children wave"));
  EXPECT_NE(*hash, *hash_password("three children wave")) << "each hash has its own salt";
}

TEST(Password, HasALengthThatIsNeitherTooShortNorMadeToTireTheServer) {
  EXPECT_FALSE(hash_password("seven77"));
  EXPECT_FALSE(hash_password(std::string(longest_password + 1, 'x')));
  const auto longest = hash_password(std::string(longest_password, 'x'));
  ASSERT_TRUE(longest);
  EXPECT_FALSE(verify_password(*longest, std::string(longest_password + 1, 'x')));
  EXPECT_EQ(hash_password("seven77").error().text().find("seven77"), std::string::npos);
}

TEST(Password, TheHashOfNobodyFitsNothing) { EXPECT_FALSE(verify_password(hash_of_nobody(), "three children wave")); }

TEST(Session, DiesAfterHalfAnHourWithoutUse) {
  const Session session{.begun = Timestamp(0), .last_used = Timestamp(10 * minute)};
  EXPECT_TRUE(is_live(session, Timestamp(40 * minute - 1)));
  EXPECT_FALSE(is_live(session, Timestamp(40 * minute)));
}

TEST(Session, DiesAfterTwelveHoursHoweverBusy) {
  const Session session{.begun = Timestamp(0), .last_used = Timestamp(719 * minute)};
  EXPECT_TRUE(is_live(session, Timestamp(720 * minute - 1)));
  EXPECT_FALSE(is_live(session, Timestamp(720 * minute)));
}

TEST(Session, IsNotBelievedFromTheFuture) {
  EXPECT_FALSE(is_live({.begun = Timestamp(0), .last_used = Timestamp(5 * minute)}, Timestamp(4 * minute)));
}

TEST(Token, IsStoredAsAHashThatDoesNotTellItsFormToken) {
  const std::string token(64, 'a');
  EXPECT_EQ(token_hash(token).size(), 64U);
  EXPECT_EQ(token_hash(token), token_hash(token));
  EXPECT_NE(token_hash(token), token_hash(std::string(64, 'b')));
  EXPECT_NE(token_hash(token), csrf_token(token));
  EXPECT_EQ(csrf_token(token).size(), 64U);
}

TEST(Csrf, FitsItsOwnSessionOnly) {
  const std::string token(64, 'a');
  EXPECT_TRUE(csrf_fits(token, csrf_token(token)));
  EXPECT_FALSE(csrf_fits(std::string(64, 'b'), csrf_token(token)));
  EXPECT_FALSE(csrf_fits(token, ""));
  EXPECT_FALSE(csrf_fits("", csrf_token("")));
  EXPECT_FALSE(csrf_fits(token, token_hash(token)));
}

std::vector<Attempt> failures(std::initializer_list<int> minutes) {
  std::vector<Attempt> out;
  for (const int at : minutes) out.push_back({.at = Timestamp(at * minute)});
  return out;
}

TEST(Lockout, FiveFailuresLockForAQuarterOfAnHour) {
  const auto five = failures({0, 1, 2, 3, 4});
  EXPECT_EQ(locked_until(five, Timestamp(5 * minute)), Timestamp(19 * minute));
  EXPECT_EQ(locked_until(five, Timestamp(19 * minute - 1)), Timestamp(19 * minute));
  EXPECT_FALSE(locked_until(five, Timestamp(19 * minute)));
  EXPECT_FALSE(locked_until(failures({0, 1, 2, 3}), Timestamp(5 * minute)));
}

TEST(Lockout, ASuccessOrAQuarterOfAnHourForgives) {
  auto attempts = failures({0, 1, 2, 3, 5});
  attempts.push_back({.at = Timestamp(4 * minute), .succeeded = true});
  EXPECT_FALSE(locked_until(attempts, Timestamp(6 * minute)));
  EXPECT_FALSE(locked_until(failures({0, 1, 2, 3, 15}), Timestamp(16 * minute)));
}

TEST(Lockout, HammeringOnALockedAccountDoesNotProlongTheLock) {
  const auto attempts = failures({0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 18});
  EXPECT_EQ(locked_until(attempts, Timestamp(18 * minute)), Timestamp(19 * minute));
  EXPECT_FALSE(locked_until(attempts, Timestamp(19 * minute)));
}

RC_GTEST_PROP(LockoutProperty, FewerThanFiveFailuresNeverLockAndOrderDoesNotMatter, ()) {
  auto times = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 120));
  std::vector<Attempt> attempts;
  for (const int at : times) attempts.push_back({.at = Timestamp(at * minute)});
  std::vector<Attempt> turned(attempts.rbegin(), attempts.rend());
  const Timestamp now(*rc::gen::inRange(0, 140) * minute);
  const auto locked = locked_until(attempts, now);
  RC_ASSERT(locked == locked_until(turned, now));
  const auto recent = std::count_if(attempts.begin(), attempts.end(), [&](const Attempt& attempt) {
    return attempt.at <= now && now.micros() - attempt.at.micros() < 2 * lock_length;
  });
  if (locked) {
    RC_ASSERT(recent >= failures_until_locked);
    RC_ASSERT(locked->micros() - now.micros() <= lock_length);
  }
}

}  // namespace
}  // namespace roundel::access
