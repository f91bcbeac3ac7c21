#include "tests/mail/dialog.hpp"

#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace amends::mail {
namespace {

std::string contents(const std::string& name) {
    std::ifstream file(std::string(AMENDS_TESTS) + "/mail/dialogs/" + name, std::ios::binary);
    if (!file) {
        throw std::runtime_error("no dialog " + name);
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

using fakes::StreamEvent;
using Kind = StreamEvent::Kind;

class Reader {
public:
    explicit Reader(const DialogValues& values) : values_(values) {}

    void lines(std::string_view text) {
        while (!text.empty()) {
            const auto end = text.find('\n');
            line(text.substr(0, end));
            text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        }
    }

    void line(std::string_view text) {
        ++number_;
        if (in_block_) {
            block_line(text);
        } else if (text == "<<<") {
            if (events_.empty() || !speaks(events_.back().kind)) {
                fail("a block needs a C or S line above it");
            }
            in_block_ = true;
        } else if (text.starts_with("@ ")) {
            const int here = number_;
            lines(contents(std::string(text.substr(2))));
            number_ = here;
        } else if (!text.empty() && text.front() != '#') {
            event(text);
        }
    }

    std::unique_ptr<fakes::ScriptedServer> finish() {
        if (in_block_) {
            fail("the block is not closed by >>>");
        }
        return std::make_unique<fakes::ScriptedServer>(std::move(events_), std::move(greeting_));
    }

private:
    static bool speaks(Kind kind) { return kind == Kind::client || kind == Kind::server || kind == Kind::server_early; }

    [[noreturn]] void fail(const std::string& what) const {
        throw std::runtime_error("dialog line " + std::to_string(number_) + ": " + what);
    }

    void block_line(std::string_view text) {
        if (text != ">>>") {
            block_ += filled(text) + "\r\n";
            return;
        }
        std::string& before = events_.back().bytes;
        if (const auto at = before.find("{@}"); at != std::string::npos) {
            before.replace(at + 1, 1, std::to_string(block_.size()));
        } else if (const auto plus = before.find("{@+}"); plus != std::string::npos) {
            before.replace(plus + 1, 1, std::to_string(block_.size()));
        }
        const Kind kind = events_.back().kind;
        events_.push_back({kind, std::exchange(block_, ""), number_});
        in_block_ = false;
    }

    void event(std::string_view text) {
        const char who = text.front();
        if (who == '*' && text.substr(0, 3) == "*: ") {
            events_.push_back({control(text.substr(3)), "", number_});
            return;
        }
        if (who != 'C' && who != 'S' && who != 'G') {
            fail("begins with none of C S G * #");
        }
        text.remove_prefix(1);
        const int times = repeats(text);
        const char how = text.empty() ? ' ' : text.front();
        text.remove_prefix(std::min<std::size_t>(text.size(), 1));
        if (!text.empty() && text.front() == ' ') {
            text.remove_prefix(1);
        }
        std::string bytes = filled(text);
        if (how == '-') {
            bytes = unescaped(bytes);
        } else if (how == ':' || (how == '+' && who == 'S')) {
            bytes += who == 'G' ? "" : "\r\n";
        } else {
            fail("wants ':' '-' or '+' after its first letter");
        }
        if (who == 'G') {
            greeting_.push_back(std::move(bytes));
            return;
        }
        std::string all;
        for (int i = 0; i < times; ++i) {
            all += bytes;
        }
        const Kind kind = who == 'C' ? Kind::client : (how == '+' ? Kind::server_early : Kind::server);
        events_.push_back({kind, std::move(all), number_});
    }

    int repeats(std::string_view& text) const {
        if (text.empty() || text.front() != '*') {
            return 1;
        }
        int times = 0;
        const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), times);
        if (error != std::errc{}) {
            fail("wants a number after '*'");
        }
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        return times;
    }

    Kind control(std::string_view word) const {
        static const std::map<std::string_view, Kind> words{
            {"close", Kind::close},     {"reset", Kind::reset},
            {"silence", Kind::silence}, {"write fails", Kind::write_fails},
            {"dribble", Kind::dribble}, {"client closes", Kind::client_closes}};
        const auto found = words.find(word);
        if (found == words.end()) {
            fail("does not know this order");
        }
        return found->second;
    }

    std::string filled(std::string_view text) const {
        std::string out(text);
        for (std::size_t at = out.find("${"); at != std::string::npos; at = out.find("${", at)) {
            const auto end = out.find('}', at);
            const auto value = values_.find(out.substr(at + 2, end == std::string::npos ? end : end - at - 2));
            if (value == values_.end()) {
                fail("names a value that the test does not give");
            }
            out.replace(at, end - at + 1, value->second);
            at += value->second.size();
        }
        return out;
    }

    std::string unescaped(std::string_view text) const {
        static const std::map<char, char> simple{{'r', '\r'}, {'n', '\n'}, {'t', '\t'}, {'\\', '\\'}};
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '\\') {
                out += text[i];
                continue;
            }
            const char kind = i + 1 < text.size() ? text[i + 1] : ' ';
            if (const auto found = simple.find(kind); found != simple.end()) {
                out += found->second;
                i += 1;
            } else if (kind == 'x' && i + 3 < text.size()) {
                out += static_cast<char>(std::stoi(std::string(text.substr(i + 2, 2)), nullptr, 16));
                i += 3;
            } else {
                fail("has an unknown escape");
            }
        }
        return out;
    }

    const DialogValues& values_;
    std::vector<StreamEvent> events_;
    std::vector<std::string> greeting_;
    std::string block_;
    bool in_block_ = false;
    int number_ = 0;
};

}  // namespace

std::unique_ptr<fakes::ScriptedServer> dialog_from(std::string_view text, const DialogValues& values) {
    Reader reader(values);
    reader.lines(text);
    return reader.finish();
}

std::unique_ptr<fakes::ScriptedServer> dialog(const std::string& name, const DialogValues& values) {
    return dialog_from(contents(name), values);
}

}  // namespace amends::mail
