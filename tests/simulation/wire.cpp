#include "tests/simulation/wire.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace amends::simulation {

namespace {

base::Error broken(std::string how) { return {base::Fault::mail_server, base::Retry::later, std::move(how)}; }

}  // namespace

const char* to_word(Bytes kind) {
    static constexpr std::array<const char*, kinds_of_bytes> words{
        "command",  "literal",      "message", "dot",   "greeting",        "invitation",
        "untagged", "read literal", "tagged",  "reply", "reply to the dot"};
    return words.at(static_cast<std::size_t>(kind));
}

std::optional<Cut> Wire::cut_for(Bytes kind) {
    if (!network_.cut || network_.cut->kind != kind) return std::nullopt;
    const Cut cut = *std::exchange(network_.cut, std::nullopt);
    if (network_.on_cut) network_.on_cut(cut);
    return cut.how == Break::none ? std::nullopt : std::optional(cut);
}

void Wire::break_it(Break how) {
    closed_ = how == Break::close;
    reset_ = how == Break::reset;
    silent_ = true;
    if (session) session->hung_up();
    news();
}

void Wire::reset() {
    if (hung_up_ || reset_) return;
    break_it(Break::reset);
}

void Wire::say(std::string_view bytes, Bytes kind) {
    if (silent_ || hung_up_ || bytes.empty()) return;
    const auto cut = cut_for(kind);
    if (cut) bytes = bytes.substr(0, bytes.size() * cut->part / 1000);
    const auto delay = static_cast<std::int64_t>(dice_.below(static_cast<std::uint64_t>(network_.slowest.count()) + 1));
    last_arrival_ = std::max(last_arrival_, time_.truth_in_ms() + delay);
    if (!bytes.empty()) {
        if (!arrivals_.empty() && arrivals_.back().at == last_arrival_) {
            arrivals_.back().bytes += bytes;
        } else {
            arrivals_.push_back({last_arrival_, std::string(bytes), {}});
        }
    }
    if (cut) break_it(cut->how);
    news();
}

void Wire::when_read(std::function<void()> then) {
    if (!silent_ && !hung_up_ && !arrivals_.empty()) arrivals_.back().then.push_back(std::move(then));
}

void Wire::close_in_order() {
    closed_ = silent_ = true;
    news();
}

std::optional<base::Result<std::string>> Wire::take() {
    if (hung_up_) return base::Result<std::string>(tl::unexpected(broken("The connection is closed.")));
    if (reset_) return base::Result<std::string>(tl::unexpected(broken("The connection to the mail server was lost.")));
    if (!arrivals_.empty()) {
        if (arrivals_.front().at > time_.truth_in_ms()) return std::nullopt;
        const Arrival arrival = std::move(arrivals_.front());
        arrivals_.pop_front();
        for (const auto& then : arrival.then) then();
        return base::Result<std::string>(arrival.bytes);
    }
    if (closed_) return base::Result<std::string>("");
    return std::nullopt;
}

std::optional<std::int64_t> Wire::arrives() const {
    return arrivals_.empty() ? std::nullopt : std::optional(arrivals_.front().at);
}

base::Status Wire::hear(std::string_view bytes) {
    ++network_.exchanges;
    if (hung_up_ || reset_) return tl::unexpected(broken("The connection to the mail server was lost."));
    session->wrote(bytes);
    if (silent_) return {};  // the kernel takes it, and nobody reads it
    if (const auto cut = cut_for(session->kind_of(bytes))) {
        const std::size_t length = bytes.size() * cut->part / 1000;
        silent_ = true;  // what the server has to say to this is lost as well
        session->hear(bytes.substr(0, length));
        break_it(cut->how);
        return cut->how == Break::reset ? base::Status(tl::unexpected(broken("The connection was reset.")))
                                        : base::Status{};
    }
    session->hear(bytes);
    return {};
}

void Wire::hang_up() {
    if (hung_up_) return;
    hung_up_ = true;
    if (session) session->hung_up();
}

}  // namespace amends::simulation
