// A message may end at any byte and lack any line. Every 16th byte; each one with AMENDS_FULL (`./dev test --full`).
#include <gtest/gtest.h>

#include <cstdlib>

#include "base/text.hpp"
#include "core/classify.hpp"
#include "message/read.hpp"
#include "tests/message/real_mail.hpp"
#include "tests/message/samples.hpp"

namespace amends::message {
namespace {

/// Read and classified, and fit to be stored and shown.
void expect_sound(std::string_view bytes) {
    const auto facts = read(bytes);
    ASSERT_TRUE(facts);
    ASSERT_TRUE(base::is_utf8(facts->text) && base::is_utf8(facts->subject) && base::is_utf8(facts->stand_in));
    if (facts->report) {
        for (const auto& one : facts->report->recipients)
            ASSERT_TRUE(base::is_utf8(one.diagnostic) && base::is_utf8(one.final_recipient));
    }
    ASSERT_FALSE(core::classify(*facts).evidence.empty());
}

void cut_everywhere(const std::string& bytes) {
    const bool full = std::getenv("AMENDS_FULL") != nullptr;
    for (std::size_t size = 0; size < bytes.size(); size += full ? 1 : 16) expect_sound(bytes.substr(0, size));
    std::size_t number = 0;
    for (std::size_t start = 0; start < bytes.size(); ++number) {
        const auto end = std::min(bytes.find('\n', start), bytes.size() - 1) + 1;
        if (full || number % 4 == 0) expect_sound(bytes.substr(0, start) + bytes.substr(end));
        start = end;
    }
}

TEST(Cut, OwnMessagesAreReadAllTheSame) {
    for (const auto sample : {samples::reply, samples::postfix_bounce, samples::exim_bounce, samples::absence})
        cut_everywhere(std::string(sample));
}

TEST(Cut, RealMessagesAreReadAllTheSame) {
    const auto messages = real_messages();
    if (messages.empty()) GTEST_SKIP() << "no real messages beside the project";
    for (const auto& path : messages) {
        SCOPED_TRACE(path.filename());
        cut_everywhere(file_bytes(path));
    }
}

}  // namespace
}  // namespace amends::message
