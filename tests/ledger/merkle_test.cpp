#include "ledger/merkle.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace roundel::merkle {
namespace {

std::string hex(const Hash& hash) { return to_hex(bytes_of(hash)); }

// The eight leaves that the reference implementations of RFC 6962 test with, and the roots of their trees.
const std::vector<std::string> inputs = {
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> roots = {
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
};

std::vector<Hash> known_leaves() {
  std::vector<Hash> leaves;
  for (const auto& input : inputs) leaves.push_back(leaf_hash(*from_hex(input)));
  return leaves;
}

std::vector<Hash> some_leaves(std::size_t count) {
  std::vector<Hash> leaves;
  for (std::size_t i = 0; i < count; ++i) leaves.push_back(leaf_hash(std::to_string(i)));
  return leaves;
}

TEST(Merkle, HasTheRootsThatTheReferenceTreesHave) {
  EXPECT_EQ(hex(empty_root()), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  const auto leaves = known_leaves();
  for (std::size_t i = 0; i < leaves.size(); ++i)
    EXPECT_EQ(hex(root(std::span(leaves).first(i + 1))), roots[i]) << i + 1;
}

TEST(Merkle, MakesTheProofsThatTheReferenceMakes) {
  const auto leaves = known_leaves();
  const Proof inclusion = inclusion_proof(leaves, 0);
  ASSERT_EQ(inclusion.size(), 3U);
  EXPECT_EQ(hex(inclusion[0]), "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7");
  EXPECT_EQ(hex(inclusion[1]), "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e");
  EXPECT_EQ(hex(inclusion[2]), "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4");
  const Proof consistency = consistency_proof(leaves, 6);
  ASSERT_EQ(consistency.size(), 3U);
  EXPECT_EQ(hex(consistency[0]), "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a");
  EXPECT_EQ(hex(consistency[1]), "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0");
  EXPECT_EQ(hex(consistency[2]), "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
}

TEST(Merkle, FrontierGrowsToTheSameRootAndComesBackFromItsBytes) {
  Frontier frontier;
  const auto leaves = some_leaves(70);
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    frontier.add(leaves[i]);
    const auto again = Frontier::read(frontier.size(), frontier.bytes());
    ASSERT_TRUE(again);
    EXPECT_EQ(again->root(), root(std::span(leaves).first(i + 1)));
  }
  EXPECT_FALSE(Frontier::read(70, frontier.bytes().substr(1)));
  EXPECT_FALSE(Frontier::read(71, frontier.bytes()));
}

RC_GTEST_PROP(Merkle, ProvesEveryLeafAndNoOther, ()) {
  const auto size = *rc::gen::inRange<std::size_t>(1, 80);
  const auto index = *rc::gen::inRange<std::size_t>(0, size);
  const auto leaves = some_leaves(size);
  const Hash top = root(leaves);
  Proof proof = inclusion_proof(leaves, index);
  RC_ASSERT(verify_inclusion(leaves[index], index, size, proof, top));
  RC_ASSERT(!verify_inclusion(leaf_hash("other"), index, size, proof, top));
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, leaf_hash("other")));
  RC_ASSERT(size == 1 || !verify_inclusion(leaves[index], (index + 1) % size, size, proof, top));
  RC_ASSERT(!verify_inclusion(leaves[index], size, size, proof, top));
  proof.push_back(top);
  RC_ASSERT(!verify_inclusion(leaves[index], index, size, proof, top));
}

RC_GTEST_PROP(Merkle, ProvesThatATreeGrewFromAnEarlierOne, ()) {
  const auto later = *rc::gen::inRange<std::size_t>(1, 80);
  const auto earlier = *rc::gen::inRange<std::size_t>(1, later + 1);
  const auto leaves = some_leaves(later);
  const Hash before = root(std::span(leaves).first(earlier));
  const Hash after = root(leaves);
  const Proof proof = consistency_proof(leaves, earlier);
  RC_ASSERT(verify_consistency(earlier, before, later, after, proof));
  RC_ASSERT(!verify_consistency(earlier, leaf_hash("other"), later, after, proof));
  RC_ASSERT(!verify_consistency(earlier, before, later, leaf_hash("other"), proof));
  auto rewritten = leaves;
  rewritten[0] = leaf_hash("rewritten");
  RC_ASSERT(!verify_consistency(earlier, before, later, root(rewritten), consistency_proof(rewritten, earlier)));
}

}  // namespace
}  // namespace roundel::merkle
