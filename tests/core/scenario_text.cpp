#include "tests/core/scenario_text.hpp"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace amends::core {

namespace {

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < line.size();) {
        if (std::isspace(static_cast<unsigned char>(line[at])) != 0) {
            ++at;
        } else if (line[at] == '"') {
            const std::size_t end = line.find('"', at + 1);
            if (end == std::string::npos) throw std::runtime_error("a quotation that does not end");
            words.push_back(line.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            const std::size_t end = std::min(line.find_first_of(" \t", at), line.size());
            words.push_back(line.substr(at, end - at));
            at = end;
        }
    }
    return words;
}

}  // namespace

Words::Words(const std::string& line) : words_(split(line)) {}

bool Words::take(const std::string& words) {
    const auto wanted = split(words);
    if (next_ + wanted.size() > words_.size()) return false;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (words_[next_ + i] != wanted[i]) return false;
    }
    next_ += wanted.size();
    return true;
}

std::string Words::word() {
    if (done()) throw std::runtime_error("a word is missing at the end of the line");
    return words_[next_++];
}

int Words::number() { return std::stoi(word()); }

base::CivilDate Words::date() {
    const std::string text = word();
    if (auto date = base::parse_civil_date(text)) return *date;
    throw std::runtime_error("no date: " + text);
}

base::CivilTime Words::time() {
    const std::string text = word();
    if (auto time = base::parse_civil_time(text)) return *time;
    throw std::runtime_error("no time of day: " + text);
}

}  // namespace amends::core
