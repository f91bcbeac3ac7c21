// What strangers may send: bombs must cost little, and no byte anywhere may bring the reader down.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <ctime>

#include "base/text.hpp"
#include "message/compose.hpp"
#include "message/read.hpp"
#include "tests/message/samples.hpp"

namespace amends::message {
namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr double slower = 12;
constexpr bool measures_memory = false;
#else
constexpr double slower = 1;
constexpr bool measures_memory = true;
#endif

long peak_kib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// Processor time, not wall time: the machine may be busy.
double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

void expect_cheap(const std::string& bytes) {
    (void)read(samples::reply);  // GMime, patterns and language tables are loaded once
    const auto memory = peak_kib();
    double best = 1e9;  // of three: what else runs on the machine costs caches
    for (int round = 0; round < 3; ++round) {
        const auto start = cpu_seconds();
        ASSERT_TRUE(read(bytes));
        best = std::min(best, cpu_seconds() - start);
    }
    EXPECT_LT(best, 0.1 * slower);
    if (measures_memory) {
        EXPECT_LT(peak_kib() - memory, 64 * 1024);
    }
}

TEST(Hostile, HeaderOfTwentyMegabytesIsCheap) {
    std::string bytes = "Subject: x\n";
    while (bytes.size() < 20'000'000) bytes += "X-A: b\n";
    expect_cheap(bytes + "\nhello\n");
}

TEST(Hostile, HeaderOfOneEndlessLineIsCheap) {
    expect_cheap("Subject: " + std::string(20'000'000, 'x') + "\n\nhello\n");
}

TEST(Hostile, HeaderOfEndlessContinuationIsCheap) {
    std::string bytes = "To: a@x.example";
    while (bytes.size() < 20'000'000) bytes += ",\n b@x.example";
    expect_cheap(bytes + "\n\nhello\n");
}

TEST(Hostile, TwentyThousandNestedMultipartsAreCheap) {
    std::string bytes = "Content-Type: multipart/mixed; boundary=b0\n\n";
    for (int i = 0; i < 20'000; ++i)
        bytes +=
            "--b" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=b" + std::to_string(i + 1) + "\n\n";
    expect_cheap(bytes);
}

TEST(Hostile, TwentyThousandNestedMessagesAreCheap) {
    std::string bytes = "Content-Type: message/rfc822\n\n";
    for (int i = 0; i < 20'000; ++i) bytes += "Content-Type: message/rfc822\n\n";
    expect_cheap(bytes);
}

TEST(Hostile, ManyPartsAndManyPartHeadersAreCheap) {
    std::string parts = "Content-Type: multipart/mixed; boundary=b\n\n";
    while (parts.size() < 20'000'000) parts += "--b\n\nx\n";
    expect_cheap(parts);
    std::string headers = "Content-Type: multipart/mixed; boundary=b\n\n--b\n";
    while (headers.size() < 20'000'000) headers += "a:b\n";
    expect_cheap(headers);
}

TEST(Hostile, LongTextsOfEveryKindAreCheap) {
    for (const char* unit :
         {"word ",          "> q\n", "a:\n",     "On 2 wrote\n", "From: x\n",  "\n",   "<div>",   "&amp;",
          "-----Original ", "(((((", "until 1 ", "a@b.example ", "550 5.1.1 ", "<<<<", "<style>", "<a",
          "<style></a>",    "<!-",   "\xC3\xA4", "\xff"}) {
        for (const char* type : {"text/plain", "text/plain; format=flowed", "text/html"}) {
            std::string bytes =
                std::string("From: MAILER-DAEMON@x.example\nDate: Tue, 2 Jun 2026 10:00:00 +0200\nContent-Type: ") +
                type + "\n\n";
            while (bytes.size() < 2'200'000) bytes += unit;
            SCOPED_TRACE(std::string(type) + " " + unit);
            const auto start = cpu_seconds();
            EXPECT_TRUE(read(bytes));
            EXPECT_LT(cpu_seconds() - start, 1.0 * slower);
        }
    }
}

/// Whatever was read must be fit to store, to show and to write into a message.
void expect_sound(const base::Result<base::MessageFacts>& facts) {
    ASSERT_TRUE(facts);
    ASSERT_TRUE(base::is_utf8(facts->text));
    ASSERT_TRUE(base::is_utf8(facts->subject));
    ASSERT_EQ(facts->subject.find_first_of("\r\n"), std::string::npos);
    for (const auto* list : {&facts->from, &facts->to, &facts->cc, &facts->bcc, &facts->reply_to}) {
        for (const auto& address : *list) {
            ASSERT_TRUE(base::is_utf8(address.name) && base::is_utf8(address.mailbox));
            ASSERT_EQ((address.name + address.mailbox).find_first_of("\r\n"), std::string::npos);
        }
    }
    for (const auto* ids : {&facts->references, &facts->in_reply_to}) {
        for (const auto& id : *ids) ASSERT_TRUE(base::parse_message_id(id.value));
    }
    if (!facts->report) return;
    for (const auto& one : facts->report->recipients)
        ASSERT_TRUE(base::is_utf8(one.diagnostic) && base::is_utf8(one.final_recipient));
}

class EveryByte : public testing::TestWithParam<std::string_view> {};
INSTANTIATE_TEST_SUITE_P(Samples, EveryByte,
                         testing::Values(samples::reply, samples::postfix_bounce, samples::exim_bounce,
                                         samples::absence));

TEST_P(EveryByte, MayBeTheLast) {
    for (std::size_t size = 0; size <= GetParam().size(); ++size) expect_sound(read(GetParam().substr(0, size)));
}

TEST_P(EveryByte, MayBeMissing) {
    for (std::size_t at = 0; at < GetParam().size(); ++at) {
        auto bytes = std::string(GetParam());
        expect_sound(read(bytes.erase(at, 1)));
    }
}

TEST_P(EveryByte, MayBeAnother) {
    for (std::size_t at = 0; at < GetParam().size(); ++at) {
        for (const char wrong : {'\0', '\n', '\r', '<', '"', '(', '=', ':', '\xff', '\xc3', ' '}) {
            auto bytes = std::string(GetParam());
            bytes[at] = wrong;
            expect_sound(read(bytes));
        }
    }
}

TEST(Hostile, RandomBytesAreRead) {
    std::uint32_t state = 1;
    for (int round = 0; round < 2000; ++round) {
        std::string bytes(round % 300, ' ');
        for (auto& byte : bytes) {
            state = state * 1664525 + 1013904223;
            byte = static_cast<char>(state >> 24);
        }
        expect_sound(read(bytes));
        expect_sound(read_head(bytes));
    }
}

}  // namespace
}  // namespace amends::message
