#pragma once
// The rule files as they lie in templates/en/review, with their examples.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "guide/rules.hpp"

namespace amends::guide {

inline std::vector<RuleText> rule_files() {
    std::vector<RuleText> all;
    for (const auto& entry : std::filesystem::directory_iterator(AMENDS_SOURCE "/templates/en/review")) {
        if (entry.path().extension() != ".toml") continue;
        std::ifstream in(entry.path(), std::ios::binary);
        all.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
    std::sort(all.begin(), all.end(), [](const RuleText& a, const RuleText& b) { return a.name < b.name; });
    return all;
}

}  // namespace amends::guide
