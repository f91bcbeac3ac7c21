#include "rpc/spool.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/durable_file.hpp"
#include "base/hash.hpp"
#include "base/text.hpp"
#include "rpc/domain_json.hpp"

namespace amends::rpc {
namespace {

namespace fs = std::filesystem;
using base::Result;

constexpr const char* suffix = ".order";
constexpr const char* refused_suffix = ".refused";

/// Whether a header field of recipients names the address, which is in lower case. Addresses are ASCII and are never
/// encoded, so this takes no reader of mails.
bool is_to(const std::string& message, const std::string& address) {
    bool recipients = false;
    std::istringstream lines(message);
    for (std::string line; std::getline(lines, line) && line.find_first_not_of('\r') != std::string::npos;) {
        line = base::lower_ascii(line);
        if (line.front() != ' ' && line.front() != '\t')
            recipients = line.starts_with("to:") || line.starts_with("cc:") || line.starts_with("bcc:");
        const auto goes_on = [](char byte) {
            return std::isalnum(static_cast<unsigned char>(byte)) != 0 ||
                   std::string_view("!#$%&'*+-/=?^_`{|}~.@").find(byte) != std::string_view::npos;
        };
        for (std::size_t at = line.find(address); recipients && at != std::string::npos;
             at = line.find(address, at + 1)) {
            const std::size_t end = at + address.size();
            if ((at == 0 || !goes_on(line[at - 1])) && (end == line.size() || !goes_on(line[end]))) return true;
        }
    }
    return false;
}

}  // namespace

Result<std::string> Spool::keep(const TrackRequest& request) const {
    const std::string text = to_json(request);
    if (const auto readable = read_track_request(text); !readable) return tl::unexpected(readable.error());
    std::string path = directory_ + "/" + base::sha256_hex(text) + suffix;
    if (auto written = base::write_private(path, text); !written) return tl::unexpected(written.error());
    return path;
}

std::vector<KeptOrder> Spool::orders() const {
    std::vector<std::pair<fs::file_time_type, std::string>> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(directory_, error))
        if (entry.path().extension() == suffix && entry.is_regular_file(error))
            files.emplace_back(entry.last_write_time(error), entry.path().string());
    std::sort(files.begin(), files.end());
    std::vector<KeptOrder> kept;
    for (const auto& [time, path] : files) {
        std::ifstream file(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        kept.push_back({path, read_track_request(text)});
    }
    return kept;
}

int Spool::forget(const std::string& mailbox) const {
    const std::string address = base::lower_ascii(mailbox);
    int erased = 0;
    std::error_code error;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(directory_, error))
        if (entry.is_regular_file(error)) files.push_back(entry.path());
    for (const fs::path& path : files) {
        std::ifstream file(path, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        const auto request = read_track_request(text);
        // Of what cannot be read nobody can tell whom it is to.
        const bool theirs = request ? request->message && is_to(*request->message, address)
                                    : base::lower_ascii(text).find(address) != std::string::npos;
        if (theirs && fs::remove(path, error)) ++erased;
    }
    return erased;
}

void Spool::discard(const KeptOrder& order) { ::unlink(order.path.c_str()); }

std::string Spool::set_aside(const KeptOrder& order) {
    const std::string aside = order.path + refused_suffix;
    return ::rename(order.path.c_str(), aside.c_str()) == 0 ? aside : order.path;
}

}  // namespace amends::rpc
