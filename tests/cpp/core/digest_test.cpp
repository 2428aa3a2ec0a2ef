// SPDX-FileCopyrightText: 2026 kring contributors
// SPDX-License-Identifier: EUPL-1.2
#include "kring/core/digest.hpp"

#include <gtest/gtest.h>

#include <string>

namespace {

[[nodiscard]] std::string digest_of(std::string_view bytes) {
  kring::Digest digest;
  digest.add(std::as_bytes(std::span(bytes)));
  return digest.text();
}

// Expected digests: FIPS 180-4 example values of NIST (SHA256.pdf and SHA_All.pdf).
TEST(Digest, reproduces_the_published_examples) {
  EXPECT_EQ(digest_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(digest_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest_of(std::string(1'000'000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Digest, parts_give_the_digest_of_the_whole) {
  const std::string text(200, 'k');
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    kring::Digest digest;
    digest.add(std::as_bytes(std::span(text).first(cut)));
    digest.add(std::as_bytes(std::span(text).subspan(cut)));
    EXPECT_EQ(digest.text(), digest_of(text)) << cut;
  }
}

TEST(Digest, two_texts_do_not_run_together) {
  kring::Digest first;
  first.add(std::string_view("ab"));
  first.add(std::string_view("c"));
  kring::Digest second;
  second.add(std::string_view("a"));
  second.add(std::string_view("bc"));
  EXPECT_NE(first.text(), second.text());
}

}  // namespace
