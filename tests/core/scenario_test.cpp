#include "tests/core/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace amends::core {
namespace {

std::vector<std::string> scenario_names() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(AMENDS_TESTS "/core/scenarios")) {
        if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
    }
    std::ranges::sort(names);
    return names;
}

class Scenario : public testing::TestWithParam<std::string> {};

TEST_P(Scenario, GoesAsTold) {
    for (const auto& wrong : play_scenario(AMENDS_TESTS "/core/scenarios/" + GetParam() + ".txt")) {
        ADD_FAILURE() << wrong;
    }
}

INSTANTIATE_TEST_SUITE_P(Core, Scenario, testing::ValuesIn(scenario_names()),
                         [](const auto& name) { return name.param; });

TEST(ScenarioText, IsNotBelievedWhereItIsWrong) {
    const std::string path = testing::TempDir() + "a_wrong_scenario.txt";
    std::ofstream(path) << "2026-11-20 15:00 letter sent to anna@client.example\n"
                           "expect letter answered\n"
                           "2026-11-25 09:30 time\n";
    const auto wrong = play_scenario(path);
    ASSERT_EQ(wrong.size(), 2U);
    EXPECT_NE(wrong[0].find("the letter is open"), std::string::npos);
    EXPECT_NE(wrong[1].find("unexpected action append_draft check_in 1"), std::string::npos);
}

}  // namespace
}  // namespace amends::core
