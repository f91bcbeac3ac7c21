#pragma once
// Real messages beside the project, read in place; empty where they are not there.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace amends::message {

inline std::string file_bytes(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path real_bounces() { return std::filesystem::path(AMENDS_SOURCE) / "../shared/data/bounces"; }
inline std::filesystem::path real_replies() { return std::filesystem::path(AMENDS_SOURCE) / "../shared/data/letters"; }

/// All of them, in the order of their names.
inline std::vector<std::filesystem::path> real_messages() {
    std::vector<std::filesystem::path> paths;
    for (const auto& folder : {real_bounces(), real_replies() / "eml"}) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path().extension() == ".eml") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

/// The text behind `"key": "` in a line of JSON; empty where it is null or missing.
inline std::string json_text(const std::string& line, const std::string& key) {
    const std::string mark = "\"" + key + "\": \"";
    const auto start = line.find(mark);
    if (start == std::string::npos) return "";
    const auto from = start + mark.size();
    return line.substr(from, line.find('"', from) - from);
}

}  // namespace amends::message
