// Every command and every key of the configuration that a message names is there.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "app/options.hpp"
#include "cli/commands.hpp"

namespace amends::cli {
namespace {

/// What stands between backticks in the string literals of the daemon's sources; literals that follow one another are
/// one text.
std::vector<std::string> spoken() {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(AMENDS_SOURCE "/daemon")) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream file(entry.path());
        std::string text;
        for (std::string line; std::getline(file, line);) {
            const std::size_t first = line.find_first_not_of(' ');
            if (first == std::string::npos || line.compare(first, 2, "//") == 0) continue;
            bool quoted = false;
            for (std::size_t at = 0; at < line.size(); ++at) {
                if (line[at] == '\\' && quoted && at + 1 < line.size()) {
                    text += line[++at];
                } else if (line[at] == '"') {
                    quoted = !quoted;
                } else if (quoted) {
                    text += line[at];
                } else if (line[at] == ';' || line[at] == ',' || line[at] == '+') {
                    text += '\n';
                }
            }
        }
        std::size_t open = text.find('`');
        while (open != std::string::npos) {
            const std::size_t close = text.find('`', open + 1);
            if (close == std::string::npos) break;
            all.push_back(text.substr(open + 1, close - open - 1));
            open = text.find('`', close + 1);
        }
    }
    return all;
}

bool is_command(const std::string& words) {
    std::istringstream stream(words);
    std::string amends, first, second;
    stream >> amends >> first >> second;
    if (first.empty() || first == "help" || first.starts_with('-') || first.starts_with('{')) return true;
    return std::any_of(commands().begin(), commands().end(), [&](const Command& command) {
        return command.name == first || command.name == first + " " + second;
    });
}

bool is_key(const std::string& key) {
    return std::any_of(app::options().begin(), app::options().end(), [&](const app::Option& option) {
        const std::string own(option.key);
        return key == own || own.starts_with(key + ".") || own.ends_with("." + key);
    });
}

TEST(SpokenNames, AreCommandsAndKeysThatThereAre) {
    const std::vector<std::string> names = spoken();
    ASSERT_GT(names.size(), 20U);
    for (const std::string& name : names) {
        if (name.empty() || name.find('\n') != std::string::npos) continue;  // not of one text
        if (name.starts_with("amends ")) {
            EXPECT_TRUE(is_command(name)) << name;
        }
        const bool one_word = name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_.") == std::string::npos;
        if (one_word && name != "amends" && name != "amendsd") {
            EXPECT_TRUE(is_key(name)) << name;
        }
    }
}

}  // namespace
}  // namespace amends::cli
