#include "cli/read_input.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>

namespace amends::cli {
namespace {

/// At most one byte more than is wanted, so that an endless stream ends here; nothing where reading fails.
std::optional<std::string> read_bounded(std::istream& stream) {
    constexpr std::size_t chunk = std::size_t{64} * 1024;
    std::string bytes;
    while (stream && bytes.size() <= most_input) {
        const std::size_t before = bytes.size();
        bytes.resize(before + std::min(chunk, most_input + 1 - before));
        stream.read(bytes.data() + before, static_cast<std::streamsize>(bytes.size() - before));
        bytes.resize(before + static_cast<std::size_t>(stream.gcount()));
    }
    if (stream.bad()) return std::nullopt;
    return bytes;
}

tl::unexpected<base::Error> wrong(std::string message) {
    return base::failure(base::Fault::wrong_use, base::Retry::never, std::move(message));
}

}  // namespace

const std::size_t most_input = std::size_t{32} * 1024 * 1024;

base::Result<std::string> read_input(Session& session, const std::string& file) {
    std::error_code none;
    if (std::filesystem::is_directory(file, none)) return wrong(fmt::format("{} is a directory. Give a file.", file));
    std::ifstream stream;
    if (file != "-") stream.open(file, std::ios::binary);
    auto bytes = read_bounded(file == "-" ? session.surroundings().in : stream);
    if (!bytes || (file != "-" && !stream.is_open()))
        return wrong(fmt::format("{} cannot be read.", file == "-" ? "Standard input" : file));
    return std::move(*bytes);
}

}  // namespace amends::cli
