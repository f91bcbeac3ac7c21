// A fuzz target without libFuzzer: gives it every file that is named, or lies in a folder that is named, once.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <vector>

#include "tests/fuzz/holds.hpp"

namespace {

namespace fs = std::filesystem;

bool give(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
    if (!in.good() && !in.eof()) return false;
    std::fprintf(stderr, "%s\n", path.c_str());  // the last one named is the one that it fell over
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    return true;
}

}  // namespace

int main(int count, char** words) {
    std::set<fs::path> files;
    for (int at = 1; at < count; ++at) {
        if (fs::is_directory(words[at]))
            for (const auto& entry : fs::directory_iterator(words[at])) files.insert(entry.path());
        else
            files.insert(words[at]);
    }
    for (const auto& file : files) {
        if (!give(file)) {
            std::fprintf(stderr, "%s cannot be read\n", file.c_str());
            return 2;
        }
    }
    std::fprintf(stderr, "%zu inputs\n", files.size());
    return files.empty() ? 2 : 0;
}
