// Reads real bounces and replies in place where the development data lie beside the project; skipped elsewhere.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "message/read.hpp"

namespace amends::message {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(SharedData, MostRealBouncesAreRecognised) {
    const fs::path folder = fs::path(AMENDS_SOURCE) / "../shared/data/bounces";
    if (!fs::exists(folder / "labels.jsonl")) GTEST_SKIP() << "no bounces beside the project";
    std::ifstream labels(folder / "labels.jsonl");
    int bounces = 0;
    int recognised = 0;
    int others = 0;
    for (std::string line; std::getline(labels, line);) {
        const auto start = line.find("\"file\": \"") + 9;
        const auto facts = read(bytes_of(folder / line.substr(start, line.find('"', start) - start)));
        ASSERT_TRUE(facts);
        const bool is_bounce = line.find("\"class\": \"bounce\"") != std::string::npos;
        const bool is_delivered = line.find("\"class\": \"delivered\"") != std::string::npos;
        if (is_bounce) {
            ++bounces;
            recognised += facts->report ? 1 : 0;
        } else if (!is_delivered && facts->report) {
            ++others;
        }
    }
    RecordProperty("bounces", bounces);
    RecordProperty("recognised", recognised);
    EXPECT_GE(recognised * 100, bounces * 95) << recognised << " of " << bounces;
    EXPECT_EQ(others, 0);
}

TEST(SharedData, EveryReplyIsCutToWhatIsNew) {
    const fs::path folder = fs::path(AMENDS_SOURCE) / "../shared/data/letters/eml";
    if (!fs::exists(folder)) GTEST_SKIP() << "no replies beside the project";
    for (const auto& entry : fs::directory_iterator(folder)) {
        const auto facts = read(bytes_of(entry.path()));
        ASSERT_TRUE(facts);
        EXPECT_EQ(facts->text.find("\n>"), std::string::npos) << entry.path();
        EXPECT_EQ(facts->text.find("wrote:"), std::string::npos) << entry.path();
        EXPECT_TRUE(facts->message_id) << entry.path();
    }
}

}  // namespace
}  // namespace amends::message
